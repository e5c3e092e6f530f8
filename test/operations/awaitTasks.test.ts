import assert from "node:assert/strict";
import type { GateRequest, TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import type { Caller } from "../../provider/operations/caller";
import { listingConnection, type WireTask, wireTask } from "../support/listingConnection";

const START = Date.UTC(2026, 0, 1);

function waiting(list: (now: number) => readonly WireTask[], condition: Partial<TaskCondition> = {}) {
  const { connection, asked, warnings, clock } = listingConnection(() => list(clock.now() - START));
  const caller = { connect: () => connection } as unknown as Caller;
  const request: GateRequest = {
    selection: { regionCode: "cn-hangzhou", instanceName: "rm-1" },
    condition: {
      require: "latest",
      minTasks: 1,
      failOn: ["failed", "expired"],
      notFoundTimeout: 300_000,
      ...condition,
    },
    timeout: 3_600_000,
    pollInterval: 60_000,
  };
  return { asked, warnings, clock, promise: awaitTasks(request, caller) };
}

describe("awaitTasks", () => {
  it("opens at the first look at which the newest task is finished", async () => {
    const { promise, clock } = waiting((now) => [
      wireTask("dt-new", now < 20_000 ? "running" : "finished", START - 1),
      wireTask("dt-old", "failed", START - 2),
    ]);
    const { tasks, sentence, requestId } = await promise;
    assert.deepEqual([tasks.map(({ taskId }) => taskId), sentence, requestId], [["dt-new"], "1 of 1 finished", "r-2"]);
    assert.equal(clock.now() - START, 20_000);
  });

  it("asks for one page where the newest task decides", async () => {
    const many = Array.from({ length: 500 }, (_, at) => wireTask(`dt-${at}`, "finished", START - at));
    const { promise, asked } = waiting(() => many);
    await promise;
    assert.equal(asked.length, 1);
  });

  it("reads all pages where all tasks decide", async () => {
    const many = Array.from({ length: 250 }, (_, at) =>
      wireTask(`dt-${at}`, at === 249 ? "failed" : "finished", START - at),
    );
    await assert.rejects(waiting(() => many, { require: "all" }).promise, {
      kind: "taskFailed",
      message: /download tasks of rm-1 in cn-hangzhou: 249 of 250 finished; dt-249 failed \(request id r-\d\)/,
    });
  });

  it("waits for a named task that is listed later", async () => {
    const { promise } = waiting((now) => (now < 10_000 ? [] : [wireTask("dt-a", "finished", START)]), {
      require: "all",
      taskIds: ["dt-a"],
    });
    assert.equal((await promise).sentence, "1 of 1 finished");
  });

  it("does not open on an answer from before it began, though it is a moment old", async () => {
    const list = [wireTask("dt-old", "finished", START - 2)];
    const { connection, clock, asked } = listingConnection(() => list);
    const caller = { connect: () => connection } as unknown as Caller;
    const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
    const condition: TaskCondition = { require: "latest", minTasks: 1, failOn: [], notFoundTimeout: 0 };
    const request: GateRequest = { selection, condition, timeout: 600_000, pollInterval: 60_000 };
    await awaitTasks(request, caller);
    await clock.sleep(100);
    list.push(wireTask("dt-new", "running", START - 1));
    const second = awaitTasks(request, caller);
    await clock.sleep(5_000);
    list[1] = wireTask("dt-new", "finished", START - 1);
    assert.deepEqual(
      (await second).tasks.map(({ taskId }) => taskId),
      ["dt-new"],
    );
    assert.equal(asked.length, 3);
  });

  it("warns once of a state that it does not know", async () => {
    const state = (now: number) => (now < 30_000 ? "paused" : "finished");
    const list = (now: number) => Array.from({ length: 50 }, (_, at) => wireTask(`dt-${at}`, state(now), START - at));
    const { promise, warnings } = waiting(list, { require: "all" });
    await promise;
    assert.deepEqual(warnings, ['the state "paused" is not known to this version: tasks in it count as waiting']);
  });
});
