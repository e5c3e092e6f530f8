import assert from "node:assert/strict";
import type { FetchPage, PageRequest, TaskPage } from "../../../provider/core/listing/page";
import { readSnapshot, type SnapshotOptions } from "../../../provider/core/listing/readSnapshot";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { makeTask } from "../../support/tasks/makeTask";

const START = Date.UTC(2026, 0, 1);
const created = (id: string, ms: number) => makeTask(id, "running", { gmtCreate: new Date(START + ms).toISOString() });
/** Makes tasks one second apart, the newest first. */
const many = (count: number) => Array.from({ length: count }, (_, at) => created(`dt-${at}`, (count - at) * 1_000));

type Lie = (page: TaskPage, request: PageRequest, call: number) => TaskPage;

/** Starts a read from a list in memory. `lie` changes the answers. */
function reading(tasks: readonly DownloadTaskDetails[], options: Partial<SnapshotOptions> = {}, lie: Lie = (a) => a) {
  const asked: PageRequest[] = [];
  const entries = tasks.map((task) => ({ task, at: Date.parse(task.gmtCreate) })).sort((a, b) => b.at - a.at);
  const fetchPage: FetchPage = async (request) => {
    asked.push(request);
    const { startTime = 0, endTime = Number.POSITIVE_INFINITY, currentPage, pageSize } = request;
    const matching = entries.filter(({ at }) => at >= startTime && at <= endTime).map(({ task }) => task);
    const page = { tasks: matching.slice((currentPage - 1) * pageSize, currentPage * pageSize), pageSize };
    return lie({ ...page, totalElements: matching.length }, request, asked.length);
  };
  const snapshot = readSnapshot(fetchPage, { pageSize: 100, operation: "List", region: "r", ...options });
  const count = async () => new Set((await snapshot).tasks.map(({ taskId }) => taskId)).size;
  return { snapshot, count, asked };
}

describe("readSnapshot", () => {
  for (const [tasks, calls] of [
    [0, 1],
    [99, 1],
    [100, 2],
    [250, 3],
    [1_000, 11],
    [10_000, 108],
  ] as const) {
    it(`reads ${tasks} tasks in ${calls} calls`, async () => {
      const { count, asked } = reading(many(tasks));
      assert.deepEqual([await count(), asked.length], [tasks, calls]);
    });
  }

  it("accepts an empty list if the service gives no count", async () => {
    const { count, asked } = reading([], {}, () => ({ tasks: [] }));
    assert.deepEqual([await count(), asked.length], [0, 1]);
  });

  for (const [what, tasks, isLost] of [
    ["the last pages are empty", 500, (call: number) => call > 2],
    ["every page is empty", 302, () => true],
  ] as const) {
    it(`rejects with both figures if tasks are counted but ${what}`, async () => {
      const { snapshot } = reading(many(tasks), {}, (page, _, call) => (isLost(call) ? { ...page, tasks: [] } : page));
      await assert.rejects(snapshot, ({ kind, message }: Error & { kind: string }) => {
        assert.equal(kind, "unsettled");
        assert.match(message, /listed none, twice in a row\. The list was then read by page numbers/);
        const listed = tasks === 500 ? 199 : 0;
        assert.ok(message.includes(`the service counts ${tasks} tasks, and ${listed} were listed`), message);
        return true;
      });
    });
  }

  it("rejects 15 tasks if 40 are counted, every time", async () => {
    const { snapshot } = reading(many(15), {}, (page) => ({ ...page, totalElements: 40 }));
    await assert.rejects(snapshot, { kind: "unsettled", message: /the service counts 40 tasks, and 15 were listed/ });
  });

  for (let lost = 1; lost <= 4; lost++) {
    for (const kept of [0, 1, 15, 19]) {
      it(`reads the whole list if answer ${lost} holds only ${kept} of the tasks that it counts`, async () => {
        for (const tasks of [many(40), many(350)]) {
          const { count } = reading(tasks, {}, (page, _, call) =>
            call === lost ? { ...page, tasks: page.tasks.slice(0, kept) } : page,
          );
          assert.equal(await count(), tasks.length);
        }
      });
    }
  }

  it("reads the whole list if the first answer lacks tasks in its middle", async () => {
    const { count } = reading(many(40), { pageSize: 30 }, (page, _, call) =>
      call === 1 ? { ...page, tasks: page.tasks.filter((_task, at) => at % 3 === 0) } : page,
    );
    assert.equal(await count(), 40);
  });

  for (const size of [10, 19, 20, 33]) {
    it(`reads the whole list if pages are silently cut to ${size} tasks`, async () => {
      for (const echo of [{}, { pageSize: 100 }]) {
        const all = many(500);
        const { count } = reading(all, {}, ({ totalElements = 0 }, { endTime = 9e15, startTime = 0, currentPage }) => {
          const matching = all.filter(
            ({ gmtCreate }) => Date.parse(gmtCreate) <= endTime && Date.parse(gmtCreate) >= startTime,
          );
          return { tasks: matching.slice((currentPage - 1) * size, currentPage * size), totalElements, ...echo };
        });
        assert.equal(await count(), 500);
      }
    });
  }

  it("ends early at an answer that lacks tasks if a named task is seen, but not by the number of tasks", async () => {
    const read = (enough: NonNullable<SnapshotOptions["enough"]>) =>
      reading(many(3), { enough }, (page) => ({ ...page, totalElements: 40 }));
    const named = read((seen) => seen.has("dt-1"));
    assert.equal((await named.snapshot).tasks.length, 3);
    assert.equal(named.asked.length, 1);
    await assert.rejects(read((seen) => seen.size >= 1).snapshot, { kind: "unsettled" });
  });

  it("does not take the oldest tasks for the newest if the service ignores the order", async () => {
    const all = many(250).reverse();
    const enough: SnapshotOptions["enough"] = (seen) => seen.size >= 1;
    const { snapshot } = reading(all, { enough }, ({ pageSize, totalElements = 0 }, { currentPage }) => ({
      tasks: all.slice((currentPage - 1) * 100, currentPage * 100),
      ...(pageSize && { pageSize }),
      totalElements,
    }));
    assert.equal((await snapshot).tasks[0]?.taskId, "dt-0");
  });

  it("does not take the tasks of one moment for the newest if they do not show the order", async () => {
    const gmtCreate = new Date(START).toISOString();
    const all = many(150)
      .reverse()
      .map((task, at) => (at < 120 ? { ...task, gmtCreate } : task));
    const enough: SnapshotOptions["enough"] = (seen) => seen.size >= 1;
    const { snapshot } = reading(all, { enough }, (page, { currentPage, pageSize }) => ({
      ...page,
      tasks: all.slice((currentPage - 1) * pageSize, currentPage * pageSize),
    }));
    assert.equal((await snapshot).tasks[0]?.taskId, "dt-0");
  });

  it("sends neither a state nor a time span with page numbers, and applies them itself", async () => {
    const all = many(250).map((task, at) => ({ ...task, downloadStatus: at % 2 === 0 ? "running" : "failed" }));
    const filters = { state: "failed", startTime: START + 20_000, endTime: START + 200_000 } as const;
    const { snapshot, asked } = reading(all, filters, (page, { currentPage }) => ({
      ...page,
      tasks: all.slice((currentPage - 1) * 100, currentPage * 100),
      totalElements: 250,
    }));
    const { tasks } = await snapshot;
    const expected = all.filter(({ gmtCreate, downloadStatus }) => {
      const at = Date.parse(gmtCreate);
      return downloadStatus === "failed" && at >= filters.startTime && at <= filters.endTime;
    });
    assert.deepEqual(tasks.map(({ taskId }) => taskId).sort(), expected.map(({ taskId }) => taskId).sort());
    const numbered = asked.filter(({ startTime }) => startTime === undefined);
    assert.ok(
      numbered.length > 0 && numbered.every(({ state, endTime }) => state === undefined && endTime === undefined),
    );
  });

  it("ends if the service repeats its first page for ever", async () => {
    const { snapshot } = reading(many(250), {}, ({ pageSize = 0 }) => ({ tasks: many(250).slice(0, 100), pageSize }));
    await assert.rejects(snapshot, { kind: "unsettled", message: /its pages repeat each other and hold 100/ });
  });
});
