import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import type { DbsError } from "../../provider/core/errors";
import type { GateRequest, TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { CONDITION, SELECTION } from "../support/sharing/gateDefaults";
import { listingConnection, type WireTask, wireTask } from "../support/sharing/listingConnection";

const START = Date.UTC(2026, 0, 1);

function waiting(
  list: (now: number) => readonly WireTask[],
  condition: Partial<TaskCondition> = {},
  timeout = 3_600_000,
) {
  const { connection, asked, warnings, clock } = listingConnection(() => list(clock.now() - START));
  const caller = { connect: () => connection } as unknown as Caller;
  const request: GateRequest = {
    selection: SELECTION,
    condition: { ...CONDITION, ...condition },
    timeout,
    pollInterval: 60_000,
  };
  return { asked, warnings, clock, promise: awaitTasks(request, caller) };
}

describe("awaitTasks", () => {
  it("opens at the first look that finds the newest task finished", async () => {
    const { promise, clock } = waiting((now) => [
      wireTask("dt-new", now < 20_000 ? "running" : "finished", START - 1),
      wireTask("dt-old", "failed", START - 2),
    ]);
    const { tasks, sentence } = await promise;
    assert.deepEqual([tasks.map(({ taskId }) => taskId), sentence], [["dt-new"], "dt-new finished, created 20s ago"]);
    assert.equal(clock.now() - START, 20_000);
  });

  it("reads one page if only the newest task matters", async () => {
    const many = Array.from({ length: 500 }, (_, at) => wireTask(`dt-${at}`, "finished", START - at));
    const { promise, asked } = waiting(() => many);
    await promise;
    assert.equal(asked.length, 1);
  });

  it("reads all pages if all tasks matter", async () => {
    const many = Array.from({ length: 250 }, (_, at) =>
      wireTask(`dt-${at}`, at === 249 ? "failed" : "finished", START - at),
    );
    await assert.rejects(waiting(() => many, { require: "all" }).promise, {
      kind: "taskFailed",
      message:
        /download tasks of rm-1 in cn-hangzhou: gave up after \w+ because a task failed\. Last seen: 249 of 250 finished: dt-249 failed \(request id r-\d\)\. Retry the failed task, /,
    });
  });

  it("waits for a named task that is not listed at first", async () => {
    const { promise } = waiting((now) => (now < 10_000 ? [] : [wireTask("dt-a", "finished", START)]), {
      require: "all",
      taskIds: ["dt-a"],
    });
    assert.equal((await promise).sentence, "dt-a finished, created 20s ago");
  });

  it("tolerates a short absence of a named task, measured from the last look that saw it", async () => {
    const lacks = (now: number) => (now > 7_200_000 && now < 7_300_000 ? [] : [wireTask("dt-a", "running", START)]);
    const done = (now: number) => (now < 7_400_000 ? lacks(now) : [wireTask("dt-a", "finished", START)]);
    const named = { require: "all", taskIds: ["dt-a"] } as const;
    assert.equal((await waiting(done, named, 36_000_000).promise).state, "ready");
    const gone = waiting((now) => (now > 7_200_000 ? [] : lacks(now)), named, 36_000_000);
    await assert.rejects(gone.promise, {
      kind: "taskNotFound",
      message: /0 of 1 finished: dt-a no longer listed/,
    });
    const waited = gone.clock.now() - START;
    assert.ok(waited >= 7_440_000 && waited <= 7_620_000, `${waited} ms`);
  });

  it("warns once about a state that it does not know", async () => {
    const state = (now: number) => (now < 30_000 ? "paused" : "finished");
    const list = (now: number) => Array.from({ length: 50 }, (_, at) => wireTask(`dt-${at}`, state(now), START - at));
    const { promise, warnings } = waiting(list, { require: "all" });
    await promise;
    assert.deepEqual(warnings, [
      'this version of the package does not know the state "paused"; tasks in that state count as waiting',
    ]);
  });

  it("says in its row and its time-out that nothing was ever listed, with the instance, the region and the filters", async () => {
    const { connection } = listingConnection(() => []);
    const selection = { ...SELECTION, backupSetId: "12", taskType: "full", startTime: START } as const;
    const rows: (string | undefined)[] = [];
    const request: GateRequest = { selection, condition: CONDITION, timeout: 60_000, pollInterval: 60_000 };
    const nothing = 'rm-1 in cn-hangzhou with backupSetId "12", taskType "full", startTime 2026-01-01T00:00:00.000Z';
    await assert.rejects(
      awaitTasks(request, { connect: () => connection } as unknown as Caller, {
        onProgress: ({ verdict }) => rows.push(verdict?.sentence),
      }),
      {
        kind: "timeout",
        message:
          "[timeout] download tasks of rm-1 in cn-hangzhou were not ready after 1m (6 looks). Last seen: no task listed " +
          `yet; nothing was ever listed for ${nothing}. Check the instance, the region and the filters. ` +
          "Run this again to keep waiting, or raise timeout",
      },
    );
    assert.deepEqual([...new Set(rows)], [`no task listed yet; nothing was ever listed for ${nothing}`]);
  });

  it("says that nothing was ever listed only until something is", async () => {
    const said = async (list: (now: number) => readonly WireTask[]) => {
      const { promise } = waiting(list, { require: "all", taskIds: ["dt-a"] });
      const { kind, message } = await promise.then(
        () => assert.fail(),
        (error: DbsError) => error,
      );
      return [kind, message.includes("nothing was ever listed for rm-1 in cn-hangzhou")];
    };
    assert.deepEqual(await said(() => []), ["taskNotFound", true]);
    assert.deepEqual(await said(() => [wireTask("dt-b", "running", START)]), ["taskNotFound", false]);
    const once = (now: number) => (now === 0 ? [wireTask("dt-a", "running", START)] : []);
    assert.deepEqual(await said(once), ["taskNotFound", false]);
  });

  it("shows at most 20 different warnings, however many new states the service invents", async () => {
    let states = 0;
    const list = () => Array.from({ length: 50 }, (_, at) => wireTask(`dt-${at}`, `state-${states++}`, START - at));
    const { promise, warnings, asked } = waiting(list, { require: "all" });
    await assert.rejects(promise, { kind: "timeout" });
    assert.ok(asked.length > 100);
    assert.deepEqual([warnings.length, new Set(warnings).size], [21, 21]);
    assert.equal(warnings.at(-1), "20 different warnings were shown; further ones are not");
  });
});
