import assert from "node:assert/strict";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { type PipelineWorkspace, pipelineWorkspace } from "./pipelineWorkspace";
import { readPipelineJobs } from "./readPipelines";
import { type TokenServer, tokenServer } from "./tokenServer";

/** Steps that prepare a job and have nothing to do with this package. Only its own steps are run here. */
const PREPARES = /^npm ci$|\$OIDC_TOKEN/;
const OWN = /^(exec )?(pipelines\/oidc-token\.sh )?pipelines\/exit-by-kind\.sh /m;
const SHOWS = /^pipelines\/oidc-token\.sh pipelines\/pulumi-do\.sh alicloud-dbs:getDownloadTasks /;

/** Codes with which a job ends if the exports are not ready. Those that end with 0 say so. */
const NOT_READY: Record<string, number> = { "github.yml look-once": 0, "flow.yml look-once": 0 };

describe("the steps of the pipelines to copy, run against the emulator,", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let tokens: TokenServer;
  let workspace: PipelineWorkspace;
  const created = () => emulator.requests().filter(({ action }) => action === "CreateDownload").length;

  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    tokens = await tokenServer();
    workspace = await pipelineWorkspace(emulator.url, tokens.variables);
  });
  beforeEach(() => {
    emulator.reset();
    tokens.asked.length = 0;
  });
  afterEach(() => workspace.forget());
  after(async () => {
    workspace?.remove();
    await tokens?.close();
    await emulator?.close();
  });

  it("are this package's own, or known to prepare a job", () => {
    for (const { file, name, shells } of readPipelineJobs()) {
      const own = shells.filter((shell) => OWN.test(shell));
      assert.equal(own.length, 1, `${file}: ${name}`);
      for (const shell of shells)
        assert.ok(
          [OWN, SHOWS, PREPARES].some((form) => form.test(shell)),
          shell,
        );
    }
  });

  for (const { file, name, shells } of readPipelineJobs()) {
    const job = `${file}: ${name}`;
    const shell = shells.find((each) => OWN.test(each)) ?? "";
    /** Runs the step with another time for its wait. */
    const waiting = (timeout: string, day?: string) =>
      workspace.run(shell.replace(/50m|(?<=gateTimeout=)0/, timeout), day);

    if (name === "without-a-program") {
      it(`start an export once, wait for it, and succeed when it is finished (${job})`, async () => {
        emulator.setExportRules({ lives: [{ running: 3600 }] });
        const late = await waiting("1s");
        assert.equal(late.code, 75, late.output);
        emulator.updateTask("dt-started-1", { running: 0 });
        const done = await waiting("2m");
        assert.equal(done.code, 0, done.output);
        assert.match(done.output, /DownloadTasksGate: open after .*: dt-started-1 finished/);
        assert.equal(created(), 1, "the second run took on the export of the first");
      });

      it(`fail for good if the export is refused (${job})`, async () => {
        emulator.addFaults([{ action: "CreateDownload", refuse: "NoPermission" }]);
        const { code, output } = await waiting("2m");
        assert.equal(code, 1, output);
        assert.match(output, /error: \[denied\] DownloadTask: /);
      });
      continue;
    }

    it(`succeed if the exports are ready (${job})`, async () => {
      emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
      const { code, output } = await waiting("2m");
      assert.equal(code, 0, output);
      assert.match(output, /orders-ready: open after .*: dt-a finished/);
      assert.equal(tokens.asked.length, file === "github.yml" ? 1 : 0);
    });

    it(`wait again on another day, for an export of that day (${job})`, async () => {
      const day = (ago: number) => new Date(emulator.now() - ago * 86_400_000).toISOString().slice(0, 10);
      const late = NOT_READY[`${file} ${name}`] ?? 75;
      emulator.addTasks([exportTask("dt-a", { createdAgo: 3 * 86_400, endsIn: -60 })]);
      assert.match((await waiting("2m", day(4))).output, /orders-ready: open after .*: dt-a finished/);
      emulator.clearRequests();
      assert.equal((await waiting("2m", day(4))).code, 0);
      assert.deepEqual(emulator.requests(), [], "a later run of the same day");

      const none = await waiting("1s", day(2));
      assert.equal(none.code, late, none.output);
      assert.match(none.output, /error: \[timeout\] orders-ready: /);
      emulator.addTasks([exportTask("dt-b", { endsIn: 3600 })]);
      assert.equal((await waiting("1s", day(2))).code, late);
      emulator.updateTask("dt-b", { running: 0 });
      assert.match((await waiting("2m", day(2))).output, /orders-ready: open after .*: dt-b finished/);
    });

    it(`say that the exports are not ready, and leave a stack that the next run can use (${job})`, async () => {
      emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
      const late = await waiting("1s");
      assert.equal(late.code, NOT_READY[`${file} ${name}`] ?? 75, late.output);
      assert.match(late.output, /error: \[timeout\] orders-ready: /);
      if (late.code === 0) assert.match(late.output, /The exports are not ready\. The next \w+ run looks again\./);
      emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
      const next = await waiting("2m");
      assert.equal(next.code, 0, next.output);
      assert.doesNotMatch(next.output, /pending operation/);
    });

    it(`fail for good if an export failed (${job})`, async () => {
      emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
      const { code, output } = await waiting("2m");
      assert.equal(code, 1, output);
      assert.match(output, /error: \[taskFailed\] orders-ready: .*dt-a failed/);
    });
  }

  it("show the tasks of the instance in the log of a job that failed", async () => {
    emulator.addTasks([exportTask("dt-a", { endsIn: -60, outcome: "failed" })]);
    const shell = readPipelineJobs().flatMap(({ shells }) => shells.filter((each) => SHOWS.test(each)));
    assert.equal(shell.length, 1);
    const { code, output } = await workspace.run(shell[0] ?? "");
    assert.equal(code, 0, output);
    assert.match(output, /"taskId": "dt-a"/);
    assert.match(output, /"downloadStatus": "failed"/);
  });

  const inNode: [string, Parameters<typeof exportTask>[1], string, number, RegExp][] = [
    ["0 if the exports are ready", { endsIn: -60 }, "2m", 0, /dt-a finished/],
    ["75 if they are not ready", { endsIn: 3600 }, "0", 75, /^\[timeout\] /m],
    ["1 if one failed", { endsIn: -60, outcome: "failed" }, "2m", 1, /^\[taskFailed\] /m],
  ];
  for (const [end, life, timeout, expected, said] of inNode) {
    it(`may wait in plain Node.js, which ends with ${end}`, async () => {
      emulator.addTasks([exportTask("dt-a", life)]);
      const { code, output } = await workspace.run(`node pipelines/wait.mjs "$INSTANCE" ${timeout}`);
      assert.equal(code, expected, output);
      assert.match(output, said);
    });
  }
});
