import * as rds from "@pulumi/alicloud/rds";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportBackupSet } from "./exportBackupSet";
import { newestBackupSet } from "./newestBackupSet";

export = async function program() {
  const config = new pulumi.Config();
  const instanceName = config.require("instanceName");

  const { supported } = await dbs.getDownloadSupport({ instanceName });
  if (!supported) throw new Error(`the backup sets of ${instanceName} can't be exported`);

  // A newer backup set is another export, which is charged. So this program exports once after each backup.
  return exportBackupSet({
    instanceName,
    backupSet: newestBackupSet(await rds.getRdsBackups({ dbInstanceId: instanceName })),
    bucket: config.require("bucket"),
    path: config.require("path"),
    timeout: config.require("timeout"),
    pollInterval: config.require("pollInterval"),
    manifestPath: config.require("manifestPath"),
  });
};
