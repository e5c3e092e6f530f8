import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { Manifest } from "./manifest";
import { taskTable } from "./taskTable";

export = async function program() {
  const config = new pulumi.Config();
  const instanceName = config.require("instanceName");
  const taskIds = (config.get("taskIds") ?? "").split(/[\s,]+/).filter((id) => id !== "");

  const list = await dbs.getDownloadTasks({ instanceName });
  await pulumi.log.info(`download tasks of ${instanceName}:\n${taskTable(list.tasks)}`);

  const gate = new dbs.DownloadTasksGate("export-ready", {
    instanceName,
    taskIds: taskIds.length > 0 ? taskIds : undefined,
    timeout: config.require("timeout"),
    pollInterval: config.require("pollInterval"),
    triggers: [config.get("buildId") ?? ""],
  });

  // Uses the gate's outputs, so it is created only after the gate has opened, and replaced when the gate opens again.
  const manifest = new Manifest("manifest", {
    path: config.require("manifestPath"),
    gateId: gate.id,
    exports: gate.tasks,
  });

  return { summary: gate.summary, openedAt: gate.openedAt, manifest: manifest.path };
};
