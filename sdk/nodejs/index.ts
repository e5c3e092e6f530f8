export type { Duration } from "../../provider/core/arguments/duration";
export type { Time } from "../../provider/core/arguments/time";
export { type ArgumentIssue, DbsError, type DbsErrorFacts, type DbsErrorKind } from "../../provider/core/errors";
export type { ExportFormat } from "../../provider/core/exportRequest";
export type { DownloadTaskDetails, TaskProgress, TaskState } from "../../provider/core/listing/task";
export type { Verdict } from "../../provider/core/verdict/verdict";
export type { WaitProgress } from "../../provider/core/wait/wait";
export { DownloadTask } from "./downloadTask";
export { DownloadTasksGate, type DownloadTasksGateArgs } from "./downloadTasksGate";
export {
  type GetDownloadSupportArgs,
  type GetDownloadSupportOutputArgs,
  type GetDownloadSupportResult,
  getDownloadSupport,
  getDownloadSupportOutput,
} from "./getDownloadSupport";
export {
  type GetDownloadTasksArgs,
  type GetDownloadTasksOutputArgs,
  type GetDownloadTasksResult,
  getDownloadTasks,
  getDownloadTasksOutput,
} from "./getDownloadTasks";
export {
  type GetDownloadUrlArgs,
  type GetDownloadUrlOutputArgs,
  type GetDownloadUrlResult,
  getDownloadUrl,
  getDownloadUrlOutput,
} from "./getDownloadUrl";
export type { GateArgs } from "./inputs/gateArgs";
export type { AssumeRoleArgs, AssumeRoleWithOidcArgs, ProviderArgs } from "./inputs/providerArgs";
export type { DownloadTaskArgs, ExportFormatArg, ExportTargetArgs, TaskArgs } from "./inputs/taskArgs";
export { Provider } from "./provider";
export {
  type WaitForDownloadTasksArgs,
  type WaitForDownloadTasksOptions,
  type WaitForDownloadTasksResult,
  waitForDownloadTasks,
} from "./waitForDownloadTasks";
export { withSignal } from "./withSignal";
