import { TASK_STATES } from "../../../provider/core/listing/task";
import { type Check, createdAt, fails, holds, tasks, unknown } from "../check";

const UNFINISHED: readonly string[] = ["initializing", "queueing", "running"];
/** Milliseconds for which the vendor keeps an export of type URL. */
const KEPT = 3 * 24 * 3_600_000;

/** Checks of what the tasks in a list look like. */
export const itemChecks: readonly Check[] = [
  {
    assumption: "Listed creation times have whole seconds",
    check({ tasks: newest }) {
      if (newest.length === 0) return unknown("no tasks");
      const odd = newest.filter((task) => createdAt(task) % 1000 !== 0).length;
      return odd === 0 ? holds(tasks(newest.length)) : fails(`${odd} of ${tasks(newest.length)} have milliseconds`);
    },
  },
  {
    assumption: "There are six states",
    check({ tasks: newest }) {
      if (newest.length === 0) return unknown("no tasks");
      const known: readonly string[] = TASK_STATES;
      const odd = newest.filter((task) => !known.includes(task.downloadStatus)).length;
      return odd === 0
        ? holds(`${tasks(newest.length)} in known states`)
        : fails(`${odd} of ${tasks(newest.length)} in a state that this version does not know`);
    },
  },
  {
    assumption: "TargetPath stands on OSS tasks alone, as oss://bucket/path",
    check({ tasks: newest }) {
      const oss = newest.filter((task) => task.targetType === "OSS");
      const urls = newest.filter((task) => task.targetType === "URL" && task.targetPath !== undefined).length;
      if (urls > 0) return fails(`${tasks(urls)} of type URL with a TargetPath`);
      if (oss.length === 0) return unknown("no task of type OSS");
      const absent = oss.filter((task) => task.targetPath === undefined).length;
      const whole = oss.filter((task) => /^oss:\/\/[^/]+\/./.test(task.targetPath ?? "")).length;
      const slash = oss.filter((task) => task.targetPath?.startsWith("/")).length;
      const forms = `of ${tasks(oss.length)} of type OSS: ${whole} as oss://bucket/path, ${slash} with a leading slash, ${absent} without a path`;
      return whole === oss.length ? holds(forms) : fails(forms);
    },
  },
  {
    assumption: "Only one task of an instance is unfinished, and queueing counts",
    check({ tasks: newest }) {
      const open = newest.filter((task) => UNFINISHED.includes(task.downloadStatus)).length;
      return open > 1 ? fails(`${tasks(open)} are unfinished now`) : unknown(`${tasks(open)} unfinished now`);
    },
  },
  {
    assumption: "A failed task blocks new ones",
    check({ tasks: newest }) {
      const failed = newest.filter((task) => task.downloadStatus === "failed");
      if (failed.length === 0) return unknown("no failed task");
      const passed = failed.filter((task) => newest.some((other) => createdAt(other) > createdAt(task))).length;
      return passed > 0
        ? fails(`newer tasks than ${passed} failed ones are listed`)
        : unknown("the newest task failed");
    },
  },
  {
    assumption: "Only exports of type URL expire",
    check({ tasks: newest }, _read, now) {
      const oss = newest.filter((task) => task.targetType === "OSS");
      const expired = oss.filter((task) => task.downloadStatus === "expired").length;
      if (expired > 0) return fails(`${tasks(expired)} of type OSS expired`);
      const old = oss.filter((task) => task.downloadStatus === "finished" && now - createdAt(task) > 2 * KEPT).length;
      return old > 0
        ? holds(`${tasks(old)} of type OSS older than six days are finished`)
        : unknown("no old task of type OSS");
    },
  },
];
