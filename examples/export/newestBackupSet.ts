import type { GetRdsBackupsResult } from "@pulumi/alicloud/rds";

type BackupSet = GetRdsBackupsResult["backups"][number];

/**
 * Returns the newest backup set of an instance that can be exported.
 * @throws Error if no backup set is finished
 */
export function newestBackupSet({ backups }: Pick<GetRdsBackupsResult, "backups">): BackupSet {
  const usable = backups.filter(({ backupStatus }) => backupStatus === "Finished" || backupStatus === "Success");
  const [newest] = usable.sort((one, other) => Date.parse(other.backupEndTime) - Date.parse(one.backupEndTime));
  if (newest === undefined) throw new Error("the instance has no finished backup set");
  return newest;
}
