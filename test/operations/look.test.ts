import assert from "node:assert/strict";
import type { TaskPage } from "../../provider/core/listing/page";
import type { TaskCondition } from "../../provider/core/query";
import type { createAbsences } from "../../provider/core/verdict/absences";
import { createLookJudge, lookOnce } from "../../provider/operations/look";
import { listingConnection, type WireTask, wireTask } from "../support/sharing/listingConnection";
import { makeTask } from "../support/tasks/makeTask";

const START = Date.UTC(2026, 0, 1);
const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };

/** Lists 160 tasks, 100 on a page. The newest is dt-159. The given tasks are finished, and the others are running. */
const list = (...finished: string[]): WireTask[] =>
  Array.from({ length: 160 }, (_, at) => {
    const id = `dt-${at}`;
    return wireTask(id, finished.includes(id) ? "finished" : "running", START + at * 1000);
  });

function looking(
  tasks: readonly WireTask[],
  condition: Partial<TaskCondition>,
  remaining?: number,
  span = {},
  /** Number of the oldest tasks that each answer keeps, the first answer first. Default: all. */
  kept: number[] = [],
) {
  const { connection, asked, clock } = listingConnection(() => tasks);
  const timesLeft: number[] = [];
  const call: typeof connection.call = async (operation, input, limits) => {
    timesLeft.push(limits.deadline - clock.now());
    const answer = await connection.call(operation, input, limits);
    const keep = kept[asked.length - 1];
    return keep === undefined ? answer : { ...answer, tasks: (answer as TaskPage).tasks.slice(-keep) };
  };
  const wanted: TaskCondition = { require: "all", minTasks: 1, failOn: ["failed"], notFoundTimeout: 0, ...condition };
  const options = { since: 0, ...(remaining === undefined ? {} : { remaining }) };
  const verdict = lookOnce(
    { selection: { ...selection, ...span }, condition: wanted },
    { ...connection, call },
    options,
  );
  return { verdict, asked, timesLeft };
}

const judging = (condition: TaskCondition, absences?: ReturnType<typeof createAbsences>) =>
  createLookJudge({ selection, condition }, { wallTime: () => START }, undefined, absences);

describe("a look", () => {
  it("finds named tasks on the first and second pages", async () => {
    const taskIds = ["dt-150", "dt-20"];
    const { verdict, asked } = looking(list(...taskIds), { taskIds });
    const { state, tasks } = await verdict;
    assert.deepEqual([state, tasks.map(({ taskId }) => taskId)], ["ready", taskIds]);
    assert.equal(asked.length, 2);
  });

  it("keeps track only of when named tasks were listed", async () => {
    const listed: (readonly string[])[] = [];
    const absences = (ids: readonly string[]) => {
      listed.push(ids);
      return () => ({ lasted: 0, gone: false });
    };
    const condition: TaskCondition = { require: "all", minTasks: 1, failOn: [], notFoundTimeout: 0 };
    const end = { asked: START, tasks: ["dt-20", "dt-21"].map((id) => makeTask(id, "running")) };
    judging({ ...condition, taskIds: ["dt-20", "dt-none"] }, absences)(end, 0);
    judging(condition, absences)(end, 0);
    assert.deepEqual(listed, [["dt-20"], []]);
  });

  it("reports the request id of the answer that it judged, and throws the error of a failed read", () => {
    const judgeLook = judging({ require: "all", minTasks: 1, failOn: [], notFoundTimeout: 0 });
    assert.equal(judgeLook({ asked: START, tasks: [], requestId: "r-2" }, 0).requestId, "r-2");
    assert.throws(() => judgeLook({ asked: START, tasks: [], failure: new Error("down") }, 0), /down/);
  });

  it("estimates the remaining time only if all named tasks are listed", () => {
    const remaining = (taskIds: string[]) => {
      const condition = { require: "all", minTasks: 1, failOn: [], notFoundTimeout: 600_000, taskIds } as const;
      const judgeLook = judging(condition);
      const at = (completed: number, elapsed: number) =>
        judgeLook(
          { asked: START, tasks: [makeTask("dt-20", "running", { progress: { completed, total: 10 } })] },
          elapsed,
        ).estimatedRemaining;
      return [at(0, 0), at(5, 60_000)];
    };
    assert.deepEqual(remaining(["dt-20"]), [undefined, 60_000]);
    assert.deepEqual(remaining(["dt-20", "dt-none"]), [undefined, undefined]);
  });

  it("reads only one page if it holds all named tasks", async () => {
    const taskIds = ["dt-150", "dt-140"];
    const { verdict, asked } = looking(list(...taskIds), { taskIds });
    assert.equal((await verdict).state, "ready");
    assert.equal(asked.length, 1);
  });

  it("is ready if any task is finished, even on the second page", async () => {
    const { state, tasks } = await looking(list("dt-20"), { require: "any" }).verdict;
    assert.deepEqual([state, tasks.length], ["ready", 160]);
  });

  it("counts only tasks within the time span towards minTasks, although it reads a slightly longer span", async () => {
    const span = { endTime: START + 149_500 };
    const condition = { require: "latest", minTasks: 100 } as const;
    const { state } = await looking(list("dt-149"), condition, undefined, span).verdict;
    assert.equal(state, "ready");
  });

  it("reads as many pages as minTasks requires, even if only the newest task is judged", async () => {
    const { verdict, asked } = looking(list("dt-159"), { require: "latest", minTasks: 150 });
    assert.equal((await verdict).state, "ready");
    assert.equal(asked.length, 2);
  });

  it("judges the newest task after one call if the first answer holds as many tasks as it can", async () => {
    const { verdict, asked } = looking(list("dt-159"), { require: "latest" });
    assert.equal((await verdict).state, "ready");
    assert.equal(asked.length, 1);
  });

  for (const [what, count, kept] of [
    ["holds 15 of 40 tasks", 40, [15]],
    ["holds 15 of 160 tasks, and its second page 60", 160, [15]],
    ["holds 15 of 160 tasks, and so does its second page", 160, [15, 15]],
  ] as const) {
    it(`does not judge the newest of the tasks in an answer that ${what}`, async () => {
      const oldest = list().slice(0, count);
      // All are finished, except for the newest.
      const tasks = oldest.map((task, at) => (at < count - 1 ? { ...task, DownloadStatus: "finished" } : task));
      const { verdict } = looking(tasks, { require: "latest" }, undefined, {}, [...kept]);
      assert.equal((await verdict).state, "waiting");
    });
  }

  it("does not judge the newest of the tasks in a short answer if the list is read by page numbers either", async () => {
    const tasks = list().map((task, at) => (at < 159 ? { ...task, DownloadStatus: "finished" } : task));
    // The windows contradict themselves, and so does the first numbered page.
    const { verdict } = looking(tasks.slice(120), { require: "latest" }, undefined, {}, [15, 15, 15, 20]);
    assert.equal((await verdict).state, "waiting");
  });

  it("judges named tasks that an answer holds, although it lacks others", async () => {
    const taskIds = ["dt-3"];
    const { verdict, asked } = looking(list(...taskIds).slice(0, 40), { taskIds }, undefined, {}, [15]);
    assert.equal((await verdict).state, "ready");
    assert.equal(asked.length, 1);
  });

  for (const [what, remaining, timeout] of [
    ["takes no more than the remaining time", 5_000, 5_000],
    ["takes at most two minutes", 600_000, 120_000],
    ["takes at most two minutes if no remaining time is given", undefined, 120_000],
  ] as const) {
    it(what, async () => {
      const { verdict, timesLeft } = looking(list(), {}, remaining);
      await verdict;
      assert.deepEqual(timesLeft, [timeout, timeout]);
    });
  }
});
