import * as dbs from "pulumi-alicloud-dbs";

const task = new dbs.DownloadTask("orders", {
  instanceName: "rm-bp1example",
  backupSetId: "146005",
  format: "csv",
  target: { type: "OSS", bucket: "my-exports", path: "orders" },
});

export const taskId = task.taskId;
