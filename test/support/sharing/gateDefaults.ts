import type { TaskCondition } from "../../../provider/core/query";

/** What a gate judges where it is given an instance alone. */
export const SELECTION = { regionCode: "cn-hangzhou", instanceName: "rm-1" };

/** When it opens then. */
export const CONDITION: TaskCondition = {
  require: "latest",
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: 300_000,
};
