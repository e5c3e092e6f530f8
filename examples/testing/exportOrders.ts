import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";

/** Exports a backup set of the orders, and waits until the export is finished. */
export async function exportOrders() {
  const instanceName = "rm-orders";
  const task = new dbs.DownloadTask("orders", {
    instanceName,
    backupSetId: "146005",
    format: "csv",
    target: { type: "OSS", bucket: "my-exports", path: "orders" },
  });
  const ready = new dbs.DownloadTasksGate("orders-ready", {
    instanceName,
    taskIds: [task.taskId],
    // The pauses between looks are real time, so a test makes them short.
    pollInterval: new pulumi.Config().get("pollInterval") ?? "60s",
    taskRetries: 1,
  });
  return { summary: ready.summary, path: ready.tasks.apply((tasks) => tasks?.[0]?.targetPath) };
}
