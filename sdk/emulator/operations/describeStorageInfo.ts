import { signedLink } from "../downloads";
import { knownRefusal } from "../refusals";
import { lifeAt } from "../taskStore";
import { type EmulatedOperation, refuse, wholeNumber } from "./service";

/**
 * Returns the links to the files of a finished URL export (DescribeDownloadBackupSetStorageInfo). They are keys: whoever
 * has one can read the files. The refusals of a task without links are not documented.
 */
export const describeStorageInfo: EmulatedOperation = (parameters, { store, now, url }) => {
  const { RegionCode, Duration, TaskId, BackupSetId, InstanceName } = parameters;
  if (!RegionCode) throw refuse("regionCode can not be empty", "DBS.InternalError");
  if (!Duration) throw refuse("duration can not be empty");
  const duration = wholeNumber(Duration, 0, "duration", 300);
  if (duration > 86_400) throw refuse(`duration ${duration} is invalid`);
  const task = store
    .all()
    .find(({ taskId, bakSetId = "b-1", instanceName }) =>
      TaskId ? taskId === TaskId : bakSetId === BackupSetId && instanceName === InstanceName,
    );
  if (task === undefined) throw knownRefusal("DBS.DownloadTask.CannotFind");
  if ((task.targetType ?? "OSS") !== "URL" || lifeAt(task, now).state !== "finished") {
    throw knownRefusal("DBS.DownloadTask.BakSetError");
  }
  const expires = Math.floor(now / 1000) + duration;
  return {
    Data: {
      PrivateUrl: signedLink(url, `/${task.taskId}/dbs_target_file_path/internal`, expires),
      PublicUrl: signedLink(url, `/${task.taskId}/dbs_target_file_path/public`, expires),
      ExpirationTime: expires,
    },
  };
};
