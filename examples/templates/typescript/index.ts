import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { Loader } from "./loader";

const config = new pulumi.Config();
const instanceName = config.require("instanceName");

// Starts the export, or adopts an equal one that runs already. The vendor charges an export by its size.
const task = new dbs.DownloadTask("orders", {
  instanceName,
  backupSetId: config.require("backupSetId"),
  format: "csv",
});

// Opens when the export is finished. Exports fail now and then for lack of resources, so it retries a failed one.
const ready = new dbs.DownloadTasksGate(
  "orders-ready",
  { instanceName, taskIds: [task.taskId], taskRetries: 2 },
  { customTimeouts: { create: "6h" } },
);

// Uses the gate's id, so it runs after the gate has opened, and runs again when the gate opens again.
const loader = new Loader("load", { instanceName, taskId: task.taskId, gateId: ready.id });

export const summary = ready.summary;
export const bytes = loader.bytes;
