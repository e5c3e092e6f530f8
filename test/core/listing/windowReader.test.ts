import assert from "node:assert/strict";
import type { DbsError } from "../../../provider/core/errors";
import type { PageRequest } from "../../../provider/core/listing/page";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { createWindowReader } from "../../../provider/core/listing/windowReader";
import { makeTask } from "../../support/tasks/makeTask";

const START = Date.UTC(2026, 0, 1);
const options = { pageSize: 2, operation: "List", region: "r" };
const task = (id: string, second: number, state?: string) =>
  makeTask(id, state, { gmtCreate: new Date(START + second * 1000).toISOString() });

/**
 * Creates a reader of pages with two tasks. Its service gives these answers in turn and then repeats the last one.
 */
function reading(...answers: (DownloadTaskDetails[] | Promise<DownloadTaskDetails[]>)[]) {
  const asked: PageRequest[] = [];
  const fetchPage = async (request: PageRequest) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(request);
    return { tasks: await answer };
  };
  const reader = createWindowReader(fetchPage, options);
  const states = () => reader.tasks().map(({ taskId, downloadStatus }) => `${taskId} ${downloadStatus}`);
  return { reader, asked, states };
}

describe("createWindowReader", () => {
  const window = { startTime: START, endTime: START + 10_000 };
  const good = [task("dt-2", 2), task("dt-1", 1)];
  for (const [what, bad, problem] of [
    ["ignores EndTime", [task("dt-3", 12)], "it returned one created at 2026-01-01T00:00:12.000Z"],
    ["ignores StartTime", [task("dt-3", -2)], "it returned one created at 2025-12-31T23:59:58.000Z"],
    ["gives a full page in the wrong order", [task("dt-1", 1), task("dt-2", 2)], "they arrived in a different order"],
  ] as const) {
    it(`asks again if the service ${what}, and rejects if that happens twice`, async () => {
      const { reader, asked, states } = reading([...bad]);
      await assert.rejects(reader.ask(window), ({ kind, message }: DbsError) => {
        assert.equal(kind, "unsettled");
        assert.ok(
          message.includes(
            `List in r: the service was asked twice for tasks created from 2026-01-01T00:00:00.000Z until`,
          ),
          message,
        );
        assert.ok(message.includes(`but ${problem} both times. `), message);
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

  it("keeps the state from the latest of three requests, even if an earlier request is answered last", async () => {
    const held: ((tasks: DownloadTaskDetails[]) => void)[] = [];
    const late = new Promise<DownloadTaskDetails[]>((resolve) => held.push(resolve));
    const { reader, states } = reading([task("dt-1", 1)], late, [task("dt-1", 1, "finished")]);
    await reader.ask(window);
    const second = reader.ask(window);
    await reader.ask(window);
    held[0]?.([task("dt-1", 1)]);
    await second;
    assert.deepEqual(states(), ["dt-1 finished"]);
  });

  it("accepts any order within an answer that contains the whole list", async () => {
    const tasks = [task("dt-2", 2), task("dt-1", 1), task("dt-3", 3)];
    const reader = createWindowReader(async () => ({ tasks }), { ...options, pageSize: 4 });
    const { newest, oldest, oldestIds, full } = await reader.ask(window);
    assert.deepEqual([newest, oldest, oldestIds, full], [START + 3000, START + 1000, ["dt-1"], false]);
  });

  it("accepts tasks up to a second outside the window", async () => {
    const outside = [task("dt-2", 11), task("dt-1", -1)];
    assert.deepEqual((await reading(outside).reader.ask(window)).tasks, outside);
  });

  it("keeps the state from the later of two requests", async () => {
    const { reader, states } = reading([task("dt-1", 1, "running")], [task("dt-1", 1, "finished")]);
    await reader.ask({});
    await reader.ask({});
    assert.deepEqual(states(), ["dt-1 finished"]);
  });

  it("keeps the state from the later of two requests, even if its answer arrives first", async () => {
    let arrive: (tasks: DownloadTaskDetails[]) => void = () => {};
    const late = new Promise<DownloadTaskDetails[]>((resolve) => {
      arrive = resolve;
    });
    const { reader, states } = reading(late, [task("dt-1", 1, "finished")]);
    const first = reader.ask({});
    await reader.ask({});
    arrive([task("dt-1", 1, "running")]);
    await first;
    assert.deepEqual(states(), ["dt-1 finished"]);
  });
});
