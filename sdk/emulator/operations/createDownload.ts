import { knownRefusal } from "../refusals";
import { lifeAt, type StoredTask } from "../taskStore";
import { type EmulatedOperation, type Parameters, refuse, regionAndInstance, wholeNumber } from "./service";

const FORMATS = ["csv", "csv-with-header", "sql", "parquet", "bson", "qp.xb"];

/**
 * Starts an export. The codes and messages are those of the operation's reference page. Their order is inferred: a
 * request is checked before the state of the instance.
 */
export const createDownload: EmulatedOperation = (parameters, service) => {
  const { regionCode, instanceName } = regionAndInstance(parameters, service.rules);
  const { store, rules, now } = service;
  const wanted = readExport(parameters);
  if (rules.unsupported?.includes(instanceName)) {
    throw knownRefusal("DBS.DownloadTask.NotSupport");
  }
  const ofInstance = store.all().filter((task) => task.instanceName === instanceName);
  const blocking = rules.blocking ?? ["initializing", "queueing", "running", "failed"];
  if (ofInstance.some((task) => blocking.includes(lifeAt(task, now).state))) {
    throw knownRefusal("DBS.DownloadTask.OnlyOneRunningOrFailedTask");
  }
  const recent = (task: StoredTask) => now - task.created < (rules.sameJobRefused ?? 0) * 1000;
  if (ofInstance.some((task) => recent(task) && isSameJob(task, wanted))) {
    throw knownRefusal("DBS.DownloadTask.JobAlreadyExist");
  }
  const task: StoredTask = {
    regionCode,
    instanceName,
    createdIn: 0,
    // Lists have whole seconds in every sample. The answer to this call has milliseconds.
    created: Math.floor(now / 1000) * 1000,
    started: now,
    listedFrom: now + (rules.listingLag ?? 0) * 1000,
    ...(parameters.ClusterName === undefined ? {} : { clusterName: parameters.ClusterName }),
    ...wanted,
    ...service.newTask(),
  };
  store.start(task);
  return {
    Data: {
      Progress: "0/0",
      BackupSetTime: task.backupSetTime,
      TaskId: task.taskId,
      RegionCode: regionCode,
      ImportDataSize: 0,
      BakSetId: task.bakSetId,
      GmtCreate: now,
      Format: task.format,
      DownloadStatus: "initializing",
      ExportDataSize: 0,
      TargetType: task.targetType,
    },
  };
};

type WantedExport = Pick<
  StoredTask,
  "taskType" | "bakSetId" | "backupSetTime" | "format" | "targetType" | "targetBucket" | "targetPath"
>;

function readExport(parameters: Parameters): WantedExport {
  const { BakSetType = "full", FormatType, TargetType = "URL", TargetBucket, TargetPath, IsPhysical } = parameters;
  if (!FormatType) throw knownRefusal("DBS.ParamIsInValid");
  const format = FormatType.toLowerCase();
  if (!FORMATS.includes(format)) throw refuse(`formatType ${FormatType} is invalid`);
  if (format === "qp.xb" && IsPhysical !== "true") throw refuse("isPhysical must be true for qp.xb");
  if (TargetType !== "URL" && TargetType !== "OSS") throw refuse(`targetType ${TargetType} is invalid`);
  if (TargetType === "OSS" && !TargetBucket) throw refuse("targetBucket can not be empty");
  return {
    ...readBackupSet(BakSetType, parameters),
    format,
    targetType: TargetType,
    ...(TargetType === "OSS" && TargetBucket ? { targetBucket: TargetBucket } : {}),
    ...(TargetType === "OSS" && TargetPath ? { targetPath: TargetPath } : {}),
  };
}

function readBackupSet(
  type: string,
  { BakSetId, DownloadPointInTime }: Parameters,
): Pick<WantedExport, "taskType" | "bakSetId" | "backupSetTime"> {
  if (type === "full") {
    if (!BakSetId) throw refuse("bakSetId can not be empty");
    // The service knows when a backup set was made. The emulator does not, so it gives each set a time of its own.
    const day = [...BakSetId].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 10_000, 7);
    return { taskType: "full", bakSetId: BakSetId, backupSetTime: Date.UTC(2000, 0, 1) + day * 86_400_000 };
  }
  if (type !== "pitr") throw refuse(`bakSetType ${type} is invalid`);
  if (!DownloadPointInTime) throw refuse("downloadPointInTime can not be empty");
  const time = wholeNumber(DownloadPointInTime, 0, "downloadPointInTime");
  return { taskType: "pitr", bakSetId: "", backupSetTime: time };
}

/** Tells whether two exports count as the same job. What the live service compares is not documented. */
function isSameJob(task: StoredTask, wanted: WantedExport): boolean {
  const names = [
    "taskType",
    "bakSetId",
    "backupSetTime",
    "format",
    "targetType",
    "targetBucket",
    "targetPath",
  ] as const;
  return names.every((name) => task[name] === wanted[name]);
}
