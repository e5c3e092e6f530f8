import assert from "node:assert/strict";
import type { FetchPage } from "../../../provider/core/listing/page";
import { readSnapshot } from "../../../provider/core/listing/readSnapshot";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { makeTask } from "../../support/tasks/makeTask";

const START = Date.UTC(2026, 0, 1);
interface Entry {
  id: string;
  at: number;
}
const toTask = ({ id, at }: Entry): DownloadTaskDetails =>
  makeTask(id, "running", { gmtCreate: new Date(START + at).toISOString() });

/** Makes the pages of a list in memory. `before` may change the list before the answer to a call. */
function pagesOf(list: Entry[], { largestPage = 1_000, before = (_call: number) => {} } = {}) {
  const sizes: number[] = [];
  const fetchPage: FetchPage = async ({ startTime = 0, endTime = 9e15, currentPage, pageSize }) => {
    sizes.push(pageSize);
    before(sizes.length);
    const matching = list
      .filter(({ at }) => START + at >= startTime && START + at <= endTime)
      .sort((a, b) => b.at - a.at);
    const size = Math.min(pageSize, largestPage);
    const tasks = matching.slice((currentPage - 1) * size, currentPage * size).map(toTask);
    return { tasks, pageSize: size, totalElements: matching.length };
  };
  return { fetchPage, sizes };
}
const spread = (count: number, spacing = 1_000): Entry[] =>
  Array.from({ length: count }, (_, at) => ({ id: `dt-${at}`, at: at * spacing }));
const read = (fetchPage: FetchPage, pageSize: number) =>
  readSnapshot(fetchPage, { pageSize, operation: "List", region: "r" });

describe("readSnapshot on tasks that share a creation time", () => {
  it("reads a list with pages of one task", async () => {
    for (const count of [0, 1, 2, 25]) {
      const { tasks, pageSize } = await read(pagesOf(spread(count)).fetchPage, 1);
      assert.deepEqual([tasks.length, pageSize], [count, 1]);
    }
  });

  for (const [what, older, newer] of [
    ["the whole list", 0, 0],
    ["the oldest tasks", 0, 15],
    ["the newest tasks", 15, 0],
    ["tasks in the middle", 15, 15],
  ] as const) {
    it(`reads exactly as many tasks of one millisecond as a page holds if they are ${what}`, async () => {
      const ties = Array.from({ length: 10 }, (_, at) => ({ id: `tie-${at}`, at: 20_000 }));
      const list = [
        ...spread(older),
        ...ties,
        ...spread(newer).map(({ id, at }) => ({ id: `n${id}`, at: at + 30_000 })),
      ];
      for (const pageSize of [5, 9, 10, 11]) {
        assert.equal((await read(pagesOf(list).fetchPage, pageSize)).tasks.length, list.length, `pages of ${pageSize}`);
      }
    });
  }

  it("ends if a page or more of the newest tasks share a millisecond and the service gives no total", async () => {
    const ties = Array.from({ length: 10 }, (_, at) => ({ id: `tie-${at}`, at: 20_000 }));
    const { fetchPage } = pagesOf([...spread(15), ...ties]);
    const uncounted: FetchPage = async (...call) => {
      const { totalElements: _, ...page } = await fetchPage(...call);
      return page;
    };
    assert.equal((await read(uncounted, 5)).tasks.length, 25);
  });

  it("rejects more tasks of one millisecond than the service's largest page holds, and says what was tried", async () => {
    const ties = Array.from({ length: 60 }, (_, at) => ({ id: `tie-${at}`, at: 20_000 }));
    const { fetchPage, sizes } = pagesOf([...spread(15), ...ties], { largestPage: 50 });
    await assert.rejects(read(fetchPage, 50), {
      kind: "unsettled",
      message:
        /the 50 tasks that one page holds, even if a larger one is requested, were all created within a second of/,
    });
    assert.ok(sizes.includes(500), sizes.join());
  });

  it("needs time in proportion to the tasks of one moment", async () => {
    const cost = async (count: number) => {
      const all = Array.from({ length: count }, (_, at) => toTask({ id: `dt-${String(at).padStart(12, "0")}`, at: 0 }));
      // Each answer holds other tasks, so that none at the edge is seen again.
      let calls = 0;
      const fetchPage: FetchPage = async ({ pageSize }) => {
        const from = (calls++ * pageSize) % count;
        return { tasks: all.slice(from, from + pageSize), pageSize, totalElements: count };
      };
      const before = process.cpuUsage();
      await assert.rejects(read(fetchPage, count / 4), { kind: "unsettled" });
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    await cost(2_000);
    const short = await cost(2_000);
    const ratio = (await cost(32_000)) / Math.max(short, 1_000);
    // 16 times the tasks; 256 times the time if it grew with the square.
    assert.ok(ratio < 50, `${ratio} times the time for 16 times the tasks`);
  }).timeout(600_000);
});

describe("readSnapshot on tasks that get a new creation time", () => {
  for (const moved of [0, 40, 149]) {
    for (const call of [2, 3]) {
      it(`returns task ${moved} of 250 if it moves to the top before call ${call}`, async () => {
        const list = spread(250);
        const before = (now: number) => {
          if (now === call) (list[moved] as Entry).at = 1_000_000;
        };
        const { tasks } = await read(pagesOf(list, { before }).fetchPage, 100);
        assert.equal(new Set(tasks.map(({ taskId }) => taskId)).size, 250);
      });
    }
  }

  it("returns all tasks if more than a page of them moves", async () => {
    const list = spread(500);
    const before = (call: number) => {
      if (call <= 5) for (let at = 0; at < 40; at++) (list[call * 40 + at] as Entry).at = 1_000_000 * call + at;
    };
    const { tasks } = await read(pagesOf(list, { before }).fetchPage, 100);
    assert.equal(new Set(tasks.map(({ taskId }) => taskId)).size, 500);
  });
});
