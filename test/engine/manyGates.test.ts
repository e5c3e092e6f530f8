import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { testRuns } from "../support/testRuns";
import { KEY_ID } from "./gateStack";
import { useGates } from "./gateTests";

const GATES = 100;

/** Makes a program with `count` gates. `instanceOf` returns the instance of the gate with that index. */
const program =
  (instanceOf: (at: number) => string, count = GATES, pollInterval?: string) =>
  async () => {
    for (let at = 0; at < count; at++) {
      new dbs.DownloadTasksGate(`gate-${at}`, { instanceName: instanceOf(at), timeout: "10m", pollInterval });
    }
  };

describe("many gates on the real engine", function () {
  this.timeout(900_000);
  const tests = useGates();
  const { run, gates } = tests;
  const count = (text: string, what: RegExp) => text.split("\nDiagnostics:")[1]?.match(what)?.length ?? 0;

  it("share one listing per selection in a preview", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output, requests, error } = await run(
      "preview",
      program((at) => `rm-${at % 2}`),
    );
    assert.equal(error, undefined);
    assert.equal(count(output, /would wait/g), GATES);
    assert.equal(requests, 2);
  });

  it("share one listing in a preview, even if they start one after another with different conditions", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output, requests } = await run("preview", async () => {
      const conditions: dbs.DownloadTasksGateArgs[] = [{}, { require: "any" }, { taskIds: ["dt-a"] }];
      for (const [at, condition] of conditions.entries()) {
        new dbs.DownloadTasksGate(`gate-${at}`, { instanceName: "rm-1", ...condition });
        await sleep(1_500);
      }
    });
    assert.deepEqual([count(output, /would wait/g), requests], [3, 1]);
  });

  it("print one warning per cause in a preview, and do not each wait ten seconds for an answer", async () => {
    tests.emulator.addFaults([{ connection: "silent", times: 1e6 }]);
    const parallel = 8;
    const { output, error, requests } = await run(
      "preview",
      program((at) => `rm-${at}`),
      { parallel },
    );
    assert.equal(error, undefined);
    assert.deepEqual([count(output, /warning: /g), count(output, /another row has the details/g)], [1, GATES - 1]);
    assert.match(
      output,
      /warning: [\w-]+: the preview could not read the tasks: \[timeout\] .*no complete answer within 10s \(TIMEOUT\)\. Try again later$/m,
    );
    // Only gates that looked before two of them gave up have sent anything.
    assert.ok(requests <= 2 * parallel, `${requests} requests`);
    tests.emulator.reset();
    tests.emulator.setCredentials([{ accessKeyId: KEY_ID, accessKeySecret: "another" }]);
    const refused = await run(
      "preview",
      program((at) => `rm-${at}`, 20),
    );
    assert.deepEqual([count(refused.output, /warning: /g), count(refused.output, /\[credentials\]/g)], [1, 20]);
  });

  it("look no more often than a single gate while they wait, and at most once a second at the end", async () => {
    /** Number of listings to observe while all gates wait. */
    const observed = testRuns(6, 60);
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const waiting = new Set<string>();
    let before = Number.NaN;
    const onOutput = (text: string) => {
      for (const [, name = ""] of text.matchAll(/(gate-\d+): 0 of 1 finished/g)) waiting.add(name);
      if (waiting.size < GATES || !Number.isNaN(before)) return;
      // All gates are waiting, however long the engine took to start them. The task ends after some more listings.
      before = tests.emulator.requests().length;
      tests.emulator.addFaults([{ from: before + observed + 1, add: [exportTask("dt-a", { endsIn: -1 })] }]);
    };
    const { error, output } = await run(
      "up",
      program(() => "rm-1", GATES, "1s"),
      { parallel: 128, onOutput },
    );
    assert.equal(error, undefined, output);
    assert.equal(gates().length, GATES);
    const times = tests.emulator.requests().map(({ at }) => at);
    const [during, closing] = [times.slice(before, before + observed), times.slice(before + observed)];
    // A slow machine makes the pauses longer, never shorter. A single gate pauses for at least 0.9 s.
    const span = (list: readonly number[]) => (list.at(-1) ?? 0) - (list[0] ?? 0);
    console.log(
      `      ${GATES} gates: ${during.length} listings in ${span(during)} ms, then ${closing.length} in ${span(closing)} ms`,
    );
    assert.equal(during.length, observed);
    assert.ok((during.length - 1) * 900 <= span(during) + 500);
    assert.ok((closing.length - 1) * 1_000 <= span(closing) + 2_000);
  });
});
