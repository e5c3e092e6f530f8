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
  this.timeout(300_000);
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
    const started = Date.now();
    const { output, error } = await run(
      "preview",
      program((at) => `rm-${at}`),
    );
    assert.equal(error, undefined);
    assert.deepEqual(
      [count(output, /warning: /g), count(output, /another gate's row has the details/g)],
      [1, GATES - 1],
    );
    assert.match(
      output,
      /warning: [\w-]+: the preview could not read the tasks: \[timeout\] .*no complete answer within 10s \(TIMEOUT\)\. Try again later$/m,
    );
    assert.ok(Date.now() - started < 30_000, `${Date.now() - started} ms`);
    tests.emulator.reset();
    tests.emulator.setCredentials([{ accessKeyId: KEY_ID, accessKeySecret: "another" }]);
    const refused = await run(
      "preview",
      program((at) => `rm-${at}`, 20),
    );
    assert.deepEqual([count(refused.output, /warning: /g), count(refused.output, /\[credentials\]/g)], [1, 20]);
  });

  it("look as often as a single gate while they wait, and need at most ten more looks at the end", async () => {
    // Length of the measurement: a minute in a long run, five seconds otherwise.
    const [seconds, pollInterval] = [testRuns(5, 60), testRuns<string | undefined>("1s", undefined)];
    const listings = async (gateCount: number) => {
      tests.emulator.reset();
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
      // The measurement begins when all gates are waiting, however long the engine takes to start them.
      const waiting = new Set<string>();
      let [began, ended] = [Number.NaN, Number.NaN];
      const onOutput = (text: string) => {
        for (const [, name = ""] of text.matchAll(/(gate-\d+): 0 of 1 finished/g)) waiting.add(name);
        if (waiting.size < gateCount || !Number.isNaN(began)) return;
        began = Date.now();
        setTimeout(() => {
          ended = Date.now();
          tests.emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
        }, seconds * 1000);
      };
      const { error, output } = await run(
        "up",
        program(() => "rm-1", gateCount, pollInterval),
        { parallel: 128, onOutput },
      );
      assert.equal(error, undefined, output);
      assert.equal(gates().length, gateCount);
      tests.stack.forget();
      const asked = tests.emulator.requests().map(({ at }) => at);
      return {
        waiting: asked.filter((at) => at >= began && at < ended).length,
        closing: asked.filter((at) => at >= ended).length,
      };
    };
    const one = await listings(1);
    const hundred = await listings(GATES);
    console.log(
      `      listings before + after the end of the task: one gate ${one.waiting} + ${one.closing}, ${GATES} gates ${hundred.waiting} + ${hundred.closing}`,
    );
    assert.ok(hundred.waiting <= one.waiting + 2);
    assert.ok(hundred.waiting >= one.waiting - 2);
    // One look after the task's end opens the gates. Recording them takes no look.
    assert.ok(hundred.closing - 1 <= 10);
  });
});
