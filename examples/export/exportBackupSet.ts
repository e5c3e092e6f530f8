import * as dbs from "pulumi-alicloud-dbs";
import { Manifest } from "../gate/manifest";

interface ExportSettings {
  instanceName: string;
  backupSet: { backupId: string; backupSize: string };
  bucket: string;
  /** Folder in the bucket. Each backup set gets a folder of its own in it. */
  path: string;
  /** Maximum time for the whole wait. */
  timeout: string;
  /** Maximum time between two looks at the task. */
  pollInterval: string;
  /** File that the manifest of the finished export is written to. */
  manifestPath: string;
}

/** Exports a backup set to a bucket, waits until the export is finished, and writes a manifest of it. */
export function exportBackupSet(settings: ExportSettings) {
  const { instanceName, backupSet, bucket, path, timeout, pollInterval, manifestPath } = settings;
  const { backupId, backupSize } = backupSet;

  const task = new dbs.DownloadTask("orders", {
    instanceName,
    backupSetId: backupId,
    backupSetSize: Number(backupSize) || undefined,
    format: "csv",
    target: { type: "OSS", bucket, path: `${path}/${backupId}` },
  });

  // Exports fail now and then for lack of resources, so the gate retries them.
  const gate = new dbs.DownloadTasksGate("orders-ready", {
    instanceName,
    taskIds: [task.taskId],
    taskRetries: 2,
    timeout,
    pollInterval,
  });

  const manifest = new Manifest("manifest", { path: manifestPath, gateId: gate.id, exports: gate.tasks });
  return { taskId: task.taskId, adopted: task.adopted, summary: gate.summary, manifest: manifest.path };
}
