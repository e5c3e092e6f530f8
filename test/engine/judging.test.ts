import assert from "node:assert/strict";
import type * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { gateProgram } from "./gateStack";
import { useGates } from "./gateTests";

type Args = dbs.DownloadTasksGateArgs;

describe("a gate that judges tasks on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  /** Runs `up` with a single look (`timeout: 0`), unless `args` say otherwise, and returns the engine's output. */
  const look = async (args: Args) => (await tests.run("up", gateProgram({ timeout: 0, ...args }))).output;
  const finished = (id: string, createdAgo: number) => exportTask(id, { endsIn: -60, createdAgo });
  const failed = (id: string, createdAgo: number) => exportTask(id, { endsIn: -60, createdAgo, outcome: "failed" });

  it("opens for the newest task, for all tasks or for any task, and can count only the tasks in taskIds", async () => {
    tests.emulator.addTasks([finished("dt-new", 100), failed("dt-old", 200), finished("dt-oldest", 300)]);
    assert.match(await look({}), /open after .*: dt-new finished, created [\dms ]+ ago/);
    assert.match(
      await look({ require: "any" }),
      /open after .*2 of 3 finished: dt-new created .* ago, dt-oldest created .* ago; dt-old failed/,
    );
    assert.match(await look({ taskIds: ["dt-new", "dt-oldest"] }), /2 of 2 finished: dt-new created/);
    assert.match(
      await look({ taskIds: ["dt-new", "dt-missing"], require: "any", minTasks: 2 }),
      /\[timeout\] .*1 of 2 finished: only 1 listed, at least 2 needed, dt-missing not listed yet/,
    );
    assert.match(await look({ minTasks: 4 }), /\[timeout\] .*only 3 listed, at least 4 needed/);
  });

  it("reports an empty list, a task missing beyond notFoundTimeout, and a task whose files are gone", async () => {
    assert.match(await look({}), /\[timeout\] .*no task listed yet/);
    assert.match(
      await look({ taskIds: ["dt-x"], notFoundTimeout: 0 }),
      /\[taskNotFound\] .*dt-x not listed yet.*raise notFoundTimeout/,
    );
    const gone = exportTask("dt-gone", { endsIn: -4 * 86_400, createdAgo: 5 * 86_400 });
    tests.emulator.addTasks([{ ...gone, targetType: "URL" }]);
    assert.match(await look({}), /\[taskFailed\] .*dt-gone expired \(its files are gone\)/);
  });

  it("waits for a failed task to be retried if failOn is empty", async () => {
    tests.emulator.addTasks([failed("dt-a", 100)]);
    const { onOutput } = tests.endOn(/gate: 0 of 1 finished: dt-a failed/, "dt-a");
    const { output } = await tests.run("up", gateProgram({ failOn: [], pollInterval: "1s" }), { onOutput });
    assert.match(output, /open after .*dt-a finished/);
  });

  describe("with taskRetries", () => {
    const RETRIED = { taskIds: ["dt-b"], taskRetries: 2, pollInterval: "1s" };
    const tasks = () => [failed("dt-other", 50), { ...failed("dt-b", 100), retries: [{ running: 3600 }] }];
    const retries = () => tests.emulator.requests().filter(({ action }) => action === "RetryDownloadTask");

    it("says in a preview which retry it would send, and sends none", async () => {
      tests.emulator.addTasks(tasks());
      const { output, error } = await tests.run("preview", gateProgram(RETRIED));
      assert.equal(error, undefined);
      assert.match(output, /gate create gate: would wait: dt-b failed and would be retried \(1 of 2\)\n/);
      assert.deepEqual(retries(), []);
    });

    it("retries a failed task, says so in its row, and opens when the task is finished", async () => {
      tests.emulator.addTasks(tasks());
      const ending = tests.endOn(/gate: dt-b failed, retry 1 of 2 sent/, "dt-b");
      const { output, error } = await tests.run("up", gateProgram(RETRIED), ending);
      assert.equal(error, undefined, output);
      assert.match(output, /gate: open after .*: dt-b finished, created/);
      assert.deepEqual(
        retries().map(({ parameters, done }) => [parameters.TaskId, done]),
        [["dt-b", true]],
      );
      const again = await tests.run("up", gateProgram({ ...RETRIED, taskRetries: 3 }));
      assert.deepEqual([again.requests, again.error], [0, undefined], "another taskRetries is no change");
    });

    it("refuses a negative number by its name in a preview, without sending a request", async () => {
      const { output, requests } = await tests.run("preview", gateProgram({ ...RETRIED, taskRetries: -1 }));
      assert.match(
        output,
        /property taskRetries value \{-1\} has a problem: is -1, but must be a whole number of at least 0/,
      );
      assert.equal(requests, 0);
    });
  });

  it("keeps waiting while a task is in an unknown state, and names the state in a warning", async () => {
    tests.emulator.addTasks([{ ...finished("dt-a", 100), outcome: "undocumented" }]);
    const ending = tests.endOn(/gate: 0 of 1 finished: dt-a undocumented/, "dt-a");
    const { output } = await tests.run("up", gateProgram({ pollInterval: "1s" }), ending);
    assert.match(
      output,
      /warning: gate: this version of the package does not know the state "undocumented"; tasks in that state count as waiting/,
    );
    assert.match(output, /open after .*dt-a finished/);
  });

  it("says in a preview that it would fail with a single look, without failing the preview", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600, tables: 10 })]);
    const { output } = await tests.run("preview", gateProgram({ timeout: 0 }));
    assert.match(
      output,
      /gate create gate: would fail, because timeout 0 allows only one look \(0 of 1 finished: dt-a \d+/,
    );
  });

  it("keeps waiting after failed looks if the deadline allows another look", async () => {
    tests.emulator.addTasks([finished("dt-a", 100)]);
    tests.emulator.addFaults([{ status: 503, times: 7 }]);
    const { output } = await tests.run("up", gateProgram({}));
    assert.match(output, /retrying after a failed look: \[unavailable\]/);
    assert.match(output, /open after .*dt-a finished/);
  });
});
