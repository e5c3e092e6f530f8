import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { FetchPage, PageRequest } from "../../../provider/core/listing/page";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { createTaskCollector } from "../../../provider/core/listing/taskCollector";
import { WindowContradiction } from "../../../provider/core/listing/windowContradiction";
import { createWindowReader } from "../../../provider/core/listing/windowReader";
import { makeTask } from "../../support/tasks/makeTask";

const START = Date.UTC(2026, 0, 1);
const task = (id: string, second: number, state?: string) =>
  makeTask(id, state, { gmtCreate: new Date(START + second * 1000).toISOString() });

function readerOf(fetchPage: FetchPage, pageSize: number) {
  const collector = createTaskCollector(fetchPage, pageSize);
  const states = () => collector.selected().map(({ taskId, downloadStatus }) => `${taskId} ${downloadStatus}`);
  return { reader: createWindowReader(collector, { pageSize }), states };
}

/**
 * Creates a reader of pages with two tasks. Its service gives these answers in turn and then repeats the last one.
 */
function reading(...answers: (DownloadTaskDetails[] | Promise<DownloadTaskDetails[]>)[]) {
  const asked: PageRequest[] = [];
  const fetchPage: FetchPage = async (request) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(request);
    return { tasks: await answer };
  };
  return { ...readerOf(fetchPage, 2), asked };
}

describe("createWindowReader", () => {
  const window = { startTime: START, endTime: START + 10_000 };
  const good = [task("dt-2", 2), task("dt-1", 1)];
  for (const [what, bad, problem] of [
    ["ignores EndTime", [task("dt-3", 12)], "it returned one created at 2026-01-01T00:00:12.000Z"],
    ["ignores StartTime", [task("dt-3", -2)], "it returned one created at 2025-12-31T23:59:58.000Z"],
    ["gives a full page in the wrong order", [task("dt-1", 1), task("dt-2", 2)], "they arrived in a different order"],
  ] as const) {
    it(`asks again if the service ${what}, and gives up if that happens twice`, async () => {
      const { reader, asked, states } = reading([...bad]);
      await assert.rejects(reader.ask(window), (error: Error) => {
        assert.ok(error instanceof WindowContradiction);
        const begin = "the service was asked twice for tasks created from 2026-01-01T00:00:00.000Z until";
        assert.ok(
          error.message.startsWith(begin) && error.message.endsWith(`but ${problem} both times`),
          error.message,
        );
        return true;
      });
      assert.equal(asked.length, 2);
      assert.deepEqual(asked[1], asked[0]);
      assert.deepEqual(states(), []);
    });

    it(`uses the second answer if the service ${what} only once`, async () => {
      const { reader, asked, states } = reading([...bad], good);
      assert.deepEqual((await reader.ask(window)).tasks, good);
      assert.deepEqual([asked.length, states()], [2, ["dt-2 running", "dt-1 running"]]);
    });
  }

  it("accepts any order within an answer that contains the whole list", async () => {
    const tasks = [task("dt-2", 2), task("dt-1", 1), task("dt-3", 3)];
    const { reader } = readerOf(async () => ({ tasks }), 4);
    const { newest, oldest, oldestIds, full } = await reader.ask(window);
    assert.deepEqual([newest, oldest, oldestIds, full], [START + 3000, START + 1000, ["dt-1"], false]);
  });

  it("accepts no other order within an answer that lacks some of the tasks that the service counts", async () => {
    const tasks = [task("dt-1", 1), task("dt-2", 2)];
    const { reader } = readerOf(async () => ({ tasks, totalElements: 3 }), 4);
    await assert.rejects(reader.ask(window), /they arrived in a different order both times/);
  });

  it("accepts tasks up to a second outside the window", async () => {
    const outside = [task("dt-2", 11), task("dt-1", -1)];
    assert.deepEqual((await reading(outside).reader.ask(window)).tasks, outside);
  });

  it("asks with the original page size again if the service refuses a larger one", async () => {
    const sizes: number[] = [];
    const { reader } = readerOf(async ({ pageSize }) => {
      sizes.push(pageSize);
      if (pageSize > 100) throw new DbsError("arguments", "PageSize is invalid");
      return { tasks: good };
    }, 100);
    assert.equal(reader.enlarge(), true);
    assert.equal((await reader.ask(window)).tasks.length, 2);
    assert.equal(reader.enlarge(), false);
    assert.deepEqual(sizes, [1000, 100]);
  });

  it("passes a refusal on if it does not concern a larger page", async () => {
    const { reader } = readerOf(() => Promise.reject(new DbsError("arguments", "no such instance")), 100);
    await assert.rejects(reader.ask(window), { kind: "arguments" });
  });
});
