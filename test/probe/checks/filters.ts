import { type Check, createdAt, fails, holds, tasks, unknown } from "../check";

/** Checks of the filters by time and state. */
export const filterChecks: readonly Check[] = [
  {
    assumption: "StartTime and EndTime compare the creation time, to the millisecond, both included",
    async check({ tasks: newest }, read) {
      const middle = newest[Math.floor(newest.length / 2)];
      if (middle === undefined) return unknown("no tasks");
      const moment = createdAt(middle);
      const holdsIt = (list: typeof newest) => list.some((task) => task.taskId === middle.taskId);
      const { tasks: at } = await read({ startTime: moment, endTime: moment });
      if (!holdsIt(at)) return fails("a task is missing from the span of its own creation time");
      const others = at.filter((task) => createdAt(task) !== moment).length;
      if (others > 0) return fails(`a span of one millisecond held ${tasks(others)} of another time`);
      const { tasks: after } = await read({ startTime: moment + 1 });
      if (after.some((task) => createdAt(task) <= moment)) return fails("StartTime lets older tasks through");
      const { tasks: before } = await read({ endTime: moment - 1 });
      if (before.some((task) => createdAt(task) >= moment)) return fails("EndTime lets newer tasks through");
      return holds("one task was listed at its own millisecond, and not one millisecond beside it");
    },
  },
  {
    assumption: "State keeps exactly the tasks that are in it now",
    async check({ tasks: newest }, read) {
      const counts = new Map<string, number>();
      for (const { downloadStatus } of newest) counts.set(downloadStatus, (counts.get(downloadStatus) ?? 0) + 1);
      // Tasks that have ended change least while the probe runs.
      const state = (["failed", "expired", "finished"] as const).find((each) => counts.has(each));
      if (state === undefined || counts.size < 2) return unknown(`${tasks(newest.length)} in ${counts.size} states`);
      const { tasks: kept } = await read({ state });
      const others = kept.filter((task) => task.downloadStatus !== state).length;
      if (others > 0) return fails(`State ${state} held ${tasks(others)} in another state`);
      const due = newest.filter((task) => task.downloadStatus === state);
      const missing = due.filter(({ taskId }) => !kept.some((task) => task.taskId === taskId)).length;
      if (missing > 0 && kept.length < 100) return fails(`State ${state} left out ${tasks(missing)} in that state`);
      return holds(`State ${state} held ${tasks(kept.length)}`);
    },
  },
];
