import type { ExportRules } from "../scenario";
import { listedLifeAt, type StoredTask } from "../taskStore";
import { type EmulatedOperation, refuse, regionAndInstance, wholeNumber } from "./service";

const STATES = ["initializing", "queueing", "running", "failed", "finished", "expired"];

/** Lists one page of the matching tasks. */
export const describeDownloadTask: EmulatedOperation = (parameters, { store, rules, now, listing }) => {
  const { largestPage, lies, keep } = listing;
  const { State, TaskType, OrderDirect = "desc", OrderColumn } = parameters;
  const { regionCode, instanceName } = regionAndInstance(parameters, rules);
  if (State !== undefined && !STATES.includes(State)) throw refuse(`State ${State} is invalid`);
  if (TaskType !== undefined && !["full", "pitr"].includes(TaskType)) throw refuse(`TaskType ${TaskType} is invalid`);
  if (!["asc", "desc"].includes(OrderDirect)) throw refuse(`OrderDirect ${OrderDirect} is invalid`);
  if (OrderColumn !== undefined && OrderColumn !== "gmt_create") throw refuse(`OrderColumn ${OrderColumn} is invalid`);
  // An answer captured in 2024-07 shows a default page size of 20.
  const size = wholeNumber(parameters.PageSize, 20, "PageSize", 1);
  const page = wholeNumber(parameters.CurrentPage, 1, "CurrentPage", 1);
  const from = wholeNumber(parameters.StartTime, 0, "StartTime");
  const to = wholeNumber(parameters.EndTime, Number.MAX_SAFE_INTEGER, "EndTime");

  const datasource = `ds-${instanceName}_${regionCode}`;
  const direction = OrderDirect === "asc" || lies.order === "oldest first" ? 1 : -1;
  const unfiltered = store
    .all()
    .filter((task) => task.instanceName === instanceName && (task.regionCode ?? "cn-hangzhou") === regionCode)
    .filter((task) => (parameters.ClusterName ?? task.clusterName) === task.clusterName)
    .filter(() => (parameters.DatasourceId ?? datasource) === datasource)
    .filter((task) => (parameters.BackupSetId ?? task.bakSetId ?? "b-1") === (task.bakSetId ?? "b-1"))
    .filter((task) => (TaskType ?? task.taskType ?? "full") === (task.taskType ?? "full"))
    .filter((task) => (task.listedFrom ?? task.created) <= now);
  const compared = (task: StoredTask) => (lies.times === "ended" ? endOf(task) : task.created);
  const matching = unfiltered
    .filter((task) => State === undefined || listedLifeAt(task, now).state === State)
    .filter((task) => lies.times === "ignored" || (compared(task) >= from && compared(task) <= to))
    .sort((a, b) => direction * (a.created - b.created || (a.taskId < b.taskId ? -1 : 1)));
  const used = Math.min(size, largestPage);
  const total = lies.totals === "unfiltered" ? unfiltered.length : matching.length;
  const listed = matching.slice((page - 1) * used, page * used).slice(0, keep);
  return {
    Data: {
      PageNumber: String(page),
      PageSize: String(lies.pageSize === "asked" ? size : used),
      TotalElements: String(total),
      TotalPages: String(Math.ceil(total / used)),
      Content: { List: listed.map((task) => listedItem(task, rules, now)) },
    },
  };
};

function endOf({ started, initializing = 0, queueing = 0, running = 0 }: StoredTask): number {
  return started + (initializing + queueing + running) * 1000;
}

/**
 * Returns a task as the service lists it. Every value is a string, and fields without a value are absent, as in an
 * answer captured in 2024-07.
 */
function listedItem(task: StoredTask, rules: ExportRules, now: number): Record<string, string> {
  const { state, share } = listedLifeAt(task, now);
  const { tables = 10, bytes = 1_000_000, targetType = "OSS" } = task;
  const counted = state !== "initializing" && state !== "queueing";
  const path = targetType === "OSS" ? targetPath(task, rules) : undefined;
  return {
    TaskId: task.taskId,
    RegionCode: task.regionCode ?? "cn-hangzhou",
    Format: task.format ?? "csv",
    ...(task.dbList === undefined ? {} : { DbList: `[${task.dbList.join(",")}]` }),
    BakSetId: task.bakSetId ?? "b-1",
    DownloadStatus: state,
    ExportDataSize: String(Math.floor(share * bytes)),
    ImportDataSize: String(Math.floor(share * bytes)),
    BackupSetTime: String(task.backupSetTime ?? task.created - 3_600_000),
    TargetType: targetType,
    ...(path === undefined ? {} : { TargetPath: path }),
    Progress: counted ? `${Math.floor(share * tables)}/${tables}` : "0/0",
    GmtCreate: String(task.created),
  };
}

/** Returns the path of an OSS export in the form that the scenario sets. A scenario's own task is listed as written. */
function targetPath({ taskId, targetBucket, targetPath: path }: StoredTask, rules: ExportRules): string | undefined {
  if (targetBucket === undefined) return path ?? `oss://exports/${taskId}`;
  const inBucket = [targetBucket, ...(path ? [path] : [])].join("/");
  switch (rules.targetPath ?? "oss://bucket/path") {
    case "oss://bucket/path":
      return `oss://${inBucket}`;
    case "bucket/path":
      return inBucket;
    case "path":
      return path;
    default:
      return undefined;
  }
}
