import * as dbs from "pulumi-alicloud-dbs";

const instanceName = "rm-bp1example";
// Starts an export of the backup set, or adopts the same export if it runs already.
const task = new dbs.DownloadTask("orders", { instanceName, backupSetId: "146005", format: "csv" });
// Waits until the export is finished. If it fails, it is retried, twice at most.
const ready = new dbs.DownloadTasksGate(
  "orders-ready",
  { instanceName, taskIds: [task.taskId], taskRetries: 2 },
  { customTimeouts: { create: "6h" } },
);
// What uses an output of the gate, or depends on it, runs after it has opened.
export const summary = ready.summary;
