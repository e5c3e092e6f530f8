import type { TaskCondition } from "../../../provider/core/query";

/** Selection of a gate whose only argument is an instance. */
export const SELECTION = { regionCode: "cn-hangzhou", instanceName: "rm-1" };

/** Condition of a gate whose only argument is an instance. */
export const CONDITION: TaskCondition = {
  require: "latest",
  minTasks: 1,
  failOn: ["failed", "expired"],
  notFoundTimeout: 300_000,
};
