import assert from "node:assert/strict";
import type { EmulatedTask, TaskLife } from "../../../sdk/emulator/scenario";
import { retryingGate } from "../../support/sharing/retryingGate";
import { failedTask } from "../../support/tasks/failedTask";
import { type EmulatedServiceOptions, emulatedService } from "../../support/wire/emulatedService";

const FAILED: TaskLife = { outcome: "failed" };

const serving = (tasks: EmulatedTask[], options: Partial<EmulatedServiceOptions> = {}) =>
  emulatedService({ tasks, ...options });

describe("a gate with taskRetries", () => {
  it("retries a failed task, says so, and opens when it is finished", async () => {
    const service = serving([failedTask("dt-b")]);
    const { kind, rows } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries().length], ["open", 1]);
    assert.deepEqual(rows.slice(0, 2), ["dt-b failed, retry 1 of 2 sent", "0 of 1 finished: dt-b 1/10 tables"]);
  });

  it("looks again three seconds after a retry, and then at its usual pace", async () => {
    const service = serving([failedTask("dt-b")], { rules: { retryLag: 90 } });
    const start = service.clock.now();
    await retryingGate(service.connect());
    const looks = service.served.filter(({ action }) => action === "DescribeDownloadTask");
    assert.deepEqual(
      looks.slice(0, 5).map(({ asked }) => asked - start),
      [0, 3_000, 20_000, 30_500, 41_000],
    );
  });

  for (const retryLag of [0, 90, 119]) {
    it(`sends one retry if the list shows failed for ${retryLag} s after it was accepted`, async () => {
      const service = serving([failedTask("dt-b", [{ running: 60 }])], { rules: { retryLag } });
      const { kind } = await retryingGate(service.connect());
      assert.deepEqual([kind, service.retries().map(({ done }) => done)], ["open", [true]]);
    });
  }

  it("does not miss a task that fails again between two looks", async () => {
    const service = serving([failedTask("dt-b", [{ running: 1, ...FAILED }, { running: 60 }])]);
    const start = service.clock.now();
    const { kind, rows } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries().length], ["open", 2]);
    assert.ok(rows.includes("dt-b failed, retry 2 of 2 sent"), rows.join("\n"));
    const [, second] = service.retries();
    const waited = Number(second?.asked) - start;
    assert.ok(waited >= 120_000 && waited < 135_000, `${waited} ms`);
  });

  it("retries at once a task that was seen running and failed again", async () => {
    const service = serving([failedTask("dt-b", [{ running: 25, ...FAILED }, { running: 60 }])]);
    const start = service.clock.now();
    await retryingGate(service.connect());
    assert.deepEqual(
      service.retries().map(({ asked }) => asked - start),
      [0, 25_455],
    );
  });

  it("fails with the number of retries sent once they are used up", async () => {
    const service = serving([
      failedTask(
        "dt-b",
        [1, 2, 3].map(() => ({ running: 25, ...FAILED })),
      ),
    ]);
    const { kind, text } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries().length], ["taskFailed", 2]);
    assert.match(
      text,
      /^\[taskFailed\] download tasks of rm-1 in cn-hangzhou: gave up after \w+ because a task failed\. Last seen: dt-b failed after 2 retries were sent \(request id r-\d+\)\. The next run retries it again\. To retry it more often in one run, raise taskRetries\. /,
    );
  });

  it("starts counting at 0 in the next wait", async () => {
    const service = serving([
      failedTask(
        "dt-b",
        [1, 2, 3].map(() => ({ running: 25, ...FAILED })),
      ),
    ]);
    const caller = service.connect();
    const ends = [await retryingGate(caller, { taskRetries: 1 }), await retryingGate(caller, { taskRetries: 1 })];
    assert.deepEqual(
      ends.map(({ kind }) => kind),
      ["taskFailed", "taskFailed"],
    );
    assert.equal(service.retries().length, 2);
  });

  it("never retries an expired task, nor a task that it was not given", async () => {
    const expired = { ...failedTask("dt-b"), outcome: "finished" as const, targetType: "URL" as const, expiresIn: 60 };
    const service = serving([expired, failedTask("dt-other")]);
    const { kind } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries()], ["taskFailed", []]);
  });

  it("fails at once without taskRetries", async () => {
    const service = serving([failedTask("dt-b")]);
    const { kind } = await retryingGate(service.connect(), { taskRetries: 0 });
    assert.deepEqual([kind, service.retries()], ["taskFailed", []]);
  });

  it("retries nothing while any other task may finish, and then one after the other", async () => {
    const service = serving([
      { taskId: "dt-a", instanceName: "rm-1", createdIn: -60, running: 120, ...FAILED },
      failedTask(
        "dt-b",
        [
          { running: 25, ...FAILED },
          { running: 25, ...FAILED },
        ],
        { createdIn: -120 },
      ),
    ]);
    const start = service.clock.now();
    const { kind } = await retryingGate(service.connect(), {
      taskIds: ["dt-b", "dt-a"],
      require: "any",
      taskRetries: 1,
    });
    assert.deepEqual([kind, service.retries().map(({ taskId }) => taskId)], ["open", ["dt-b", "dt-a"]]);
    const [first, second] = service.retries().map(({ asked }) => asked - start);
    assert.ok(Number(first) >= 60_000, "the first retry came while a task was still running");
    assert.ok(Number(second) - Number(first) >= 25_000, "the second retry came before the first one had failed");
  });

  it("retries the tasks of the backup set that it was given", async () => {
    const service = serving([failedTask("dt-b", [{ running: 30 }], { bakSetId: "b-7" }), failedTask("dt-other")]);
    const { kind } = await retryingGate(service.connect(), { taskIds: undefined, backupSetId: "b-7", require: "all" });
    assert.deepEqual([kind, service.retries().map(({ taskId }) => taskId)], ["open", ["dt-b"]]);
  });
});
