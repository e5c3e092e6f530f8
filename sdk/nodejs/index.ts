export type { Duration } from "../../provider/core/duration";
export { type ArgumentIssue, DbsError, type DbsErrorFacts, type DbsErrorKind } from "../../provider/core/errors";
export type { Time } from "../../provider/core/parseTime";
export type { DownloadTask, TaskProgress, TaskState } from "../../provider/core/task";
export type { Verdict } from "../../provider/core/verdict";
export type { WaitProgress } from "../../provider/core/wait";
export { DownloadTasksGate, type DownloadTasksGateArgs } from "./downloadTasksGate";
export type { GateArgs } from "./gateArgs";
export {
  type GetDownloadTasksArgs,
  type GetDownloadTasksOutputArgs,
  type GetDownloadTasksResult,
  getDownloadTasks,
  getDownloadTasksOutput,
} from "./getDownloadTasks";
export {
  type WaitForDownloadTasksArgs,
  type WaitForDownloadTasksOptions,
  type WaitForDownloadTasksResult,
  waitForDownloadTasks,
} from "./waitForDownloadTasks";
