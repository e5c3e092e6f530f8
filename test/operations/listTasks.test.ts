import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { DbsError } from "../../provider/core/errors";
import { listTasks } from "../../provider/operations/listTasks";
import { listingConnection, type WireTask, wireTask } from "../support/sharing/listingConnection";
import { slowListing } from "../support/sharing/slowListing";

const START = Date.UTC(2026, 0, 1);
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => wireTask(`dt-${at}`, "finished", START + at * 1000));
const rm = { instanceName: "rm-1" };

function listing(tasks: readonly WireTask[], region: string | undefined = "cn-hangzhou") {
  const { connection, asked } = listingConnection(() => tasks);
  const caller = { defaultRegion: async () => region, connect: () => connection } as unknown as Caller;
  return { asked, list: (args: object) => listTasks(args, caller) };
}

describe("listTasks", () => {
  it("reads all pages, newest first, each task once", async () => {
    const { tasks, totalElements, totalPages, pageNumber, pageSize } = await listing(many(250)).list(rm);
    assert.deepEqual(
      tasks.map(({ taskId }) => taskId),
      Array.from({ length: 250 }, (_, at) => `dt-${249 - at}`),
    );
    assert.deepEqual([totalElements, totalPages, pageNumber, pageSize], [250, 3, 1, 100]);
  });

  it("returns the tasks oldest first with orderDirect asc", async () => {
    const { tasks } = await listing(many(250)).list({ ...rm, orderDirect: "asc" });
    assert.deepEqual([tasks[0]?.taskId, tasks[249]?.taskId], ["dt-0", "dt-249"]);
  });

  it("reads a single page in a single call", async () => {
    const { asked, list } = listing(many(99));
    assert.equal((await list(rm)).tasks.length, 99);
    assert.equal(asked.length, 1);
  });

  it("sends every parameter as the API spells it", async () => {
    const { asked, list } = listing([]);
    await list({
      ...rm,
      datasourceId: "ds-rm-1_cn-hangzhou",
      clusterName: "c",
      backupSetId: "b",
      state: "finished",
      taskType: "full",
      startTime: START,
      endTime: START + 1,
      orderDirect: "asc",
      currentPage: 2,
      pageSize: 30,
    });
    assert.deepEqual(asked, [
      {
        RegionCode: "cn-hangzhou",
        InstanceName: "rm-1",
        DatasourceId: "ds-rm-1_cn-hangzhou",
        ClusterName: "c",
        BackupSetId: "b",
        State: "finished",
        TaskType: "full",
        StartTime: String(START),
        EndTime: String(START + 1),
        OrderColumn: "gmt_create",
        OrderDirect: "asc",
        CurrentPage: "2",
        PageSize: "30",
      },
    ]);
  });

  it("returns the page that was asked for, with the service's own counts", async () => {
    const { asked, list } = listing(many(250));
    const { tasks, totalElements, totalPages, pageNumber, pageSize } = await list({
      ...rm,
      currentPage: 3,
      pageSize: 100,
    });
    assert.deepEqual([tasks.length, totalElements, totalPages, pageNumber, pageSize], [50, 250, 3, 3, 100]);
    assert.equal(asked.length, 1);
  });

  it("includes both ends of a time span, to the millisecond", async () => {
    const { list } = listing(many(10));
    const { tasks } = await list({ ...rm, startTime: START + 2000, endTime: START + 4000 });
    assert.deepEqual(
      tasks.map(({ taskId }) => taskId),
      ["dt-4", "dt-3", "dt-2"],
    );
  });

  it("returns only the named tasks, and stops reading once it has seen them all", async () => {
    const { asked, list } = listing(many(1000));
    const { tasks } = await list({ ...rm, taskIds: ["dt-990", "dt-995"] });
    assert.deepEqual(
      tasks.map(({ taskId }) => taskId),
      ["dt-995", "dt-990"],
    );
    assert.equal(asked.length, 1);
  });

  for (const [what, args, problem] of [
    ["undefined", undefined, /instanceName is missing/],
    ["null", null, /instanceName is missing/],
    ["a string", "rm-1", /args is "rm-1", but must be an object/],
  ] as const) {
    it(`refuses ${what} in place of the arguments`, async () => {
      await assert.rejects(listing([]).list(args as never), { kind: "arguments", message: problem });
    });
  }

  it("names a task that is not listed", async () => {
    await assert.rejects(listing(many(3)).list({ ...rm, taskIds: ["dt-1", "dt-x"] }), {
      kind: "taskNotFound",
      message: /DescribeDownloadTask in cn-hangzhou: dt-x is not listed for rm-1/,
    });
  });

  it("names the filters that may have excluded a task named by id", async () => {
    const found = listing(many(3)).list({ ...rm, taskIds: ["dt-1"], state: "running", startTime: START });
    await assert.rejects(found, {
      kind: "taskNotFound",
      requestId: "r-1",
      message: /dt-1 is not listed for rm-1 with the filters state, startTime\. Check .*, or remove the filters$/,
    });
  });

  it("does not use an earlier request, even one that is still under way", async () => {
    const tasks = [wireTask("dt-old", "finished", START)];
    const { connection, clock, calls } = slowListing(
      () => [...tasks],
      () => 100,
    );
    const caller = { defaultRegion: async () => "cn-hangzhou", connect: () => connection } as unknown as Caller;
    const first = listTasks(rm, caller);
    await clock.sleep(60);
    tasks.push(wireTask("dt-new", "running", START + 1));
    const second = listTasks(rm, caller);
    await clock.sleep(10);
    const third = listTasks(rm, caller);
    const ids = (await Promise.all([first, second, third])).map((list) => list.tasks.map(({ taskId }) => taskId));
    assert.deepEqual(ids, [["dt-old"], ["dt-new", "dt-old"], ["dt-new", "dt-old"]]);
    assert.equal(calls.length, 3);
  });

  it("advises raising its limits in messages, because the user can set them", async () => {
    const { connection } = listingConnection(() => []);
    const limits: (boolean | undefined)[] = [];
    const call: typeof connection.call = (operation, input, options) => {
      limits.push(options.adjustable);
      return connection.call(operation, input, options);
    };
    const caller = {
      defaultRegion: async () => "cn-hangzhou",
      connect: () => ({ ...connection, call }),
    } as unknown as Caller;
    await listTasks(rm, caller);
    await listTasks({ ...rm, currentPage: 1 }, caller);
    assert.deepEqual(limits, [true, true]);
  });

  it("drops a task that left the requested state between two answers", async () => {
    const tasks = [wireTask("dt-1", "finished", START), wireTask("dt-2", "running", START + 1)];
    const { connection } = listingConnection(() => tasks);
    // The service filters by an outdated state, so the state in the answer counts.
    const call: typeof connection.call = (operation, input, limits) => {
      const { State: _, ...parameters } = operation.parameters(input);
      return connection.call({ ...operation, parameters: () => parameters }, input, limits);
    };
    const caller = {
      defaultRegion: async () => "cn-hangzhou",
      connect: () => ({ ...connection, call }),
    } as unknown as Caller;
    const list = await listTasks({ ...rm, state: "finished" }, caller);
    assert.deepEqual(
      list.tasks.map(({ taskId }) => taskId),
      ["dt-1"],
    );
  });

  it("returns an id that depends only on the instance, the region and the tasks", async () => {
    const idOf = async (tasks: WireTask[], args: object = {}) => (await listing(tasks).list({ ...rm, ...args })).id;
    const id = await idOf(many(3));
    for (const same of [{}, { pageSize: 30 }, { maxRetries: 0, timeout: 9_000 }]) {
      assert.equal(await idOf(many(3), same), id, JSON.stringify(same));
    }
    const others = [
      idOf(many(4)),
      idOf(many(3), { instanceName: "rm-2" }),
      idOf(many(3), { regionCode: "cn-beijing" }),
    ];
    assert.equal(new Set([id, ...(await Promise.all(others))]).size, 4);
  });

  it("ends the other pages when one of them is refused", async () => {
    const { connection, clock } = listingConnection(() => many(2_000));
    const aborted: number[] = [];
    let calls = 0;
    const call: typeof connection.call = async (operation, input, limits) => {
      calls += 1;
      const number = calls;
      limits.signal?.addEventListener("abort", () => void aborted.push(number), { once: true });
      await clock.sleep(number === 5 ? 10 : 1_000 * number, limits.signal);
      if (number === 5) throw new DbsError("denied", "no");
      return await connection.call(operation, input, limits);
    };
    const caller = { defaultRegion: async () => "cn-hangzhou", connect: () => ({ ...connection, call }) };
    await assert.rejects(listTasks(rm, caller as unknown as Caller), { kind: "denied" });
    const before = calls;
    await clock.sleep(60_000);
    assert.equal(calls, before, "no request follows");
    assert.ok(aborted.length > 1, `${aborted.length} calls were ended`);
  });

  it("uses the configured region, and sends nothing if there is none", async () => {
    const without = listing([], "");
    await assert.rejects(without.list({ ...rm }), {
      kind: "arguments",
      message: /^\[arguments\] getDownloadTasks: regionCode /,
    });
    assert.deepEqual(without.asked, []);
    const { asked, list } = listing([], "cn-beijing");
    await list(rm);
    assert.equal(asked[0]?.RegionCode, "cn-beijing");
  });
});
