import { adviseOnExport } from "../../core/verdict/adviseOnExport";
import { createTask } from "../../lifecycle/task/createTask";
import { forgetTask } from "../../lifecycle/task/forgetTask";
import { importTask } from "../../lifecycle/task/importTask";
import { taskPreview } from "../../lifecycle/task/taskPreview";
import { taskRecord } from "../../lifecycle/task/taskRecord";
import { taskResource } from "../../lifecycle/task/taskResource";
import type { PluginResource } from "./pluginResource";

/** `alicloud-dbs:index:DownloadTask`. */
export const downloadTask: PluginResource = {
  recorded: taskResource,

  /** Starts or adopts the task, and says in the row which of the two it did. */
  async create(inputs, { row, caller, signal }) {
    const { startTask } = await import("../../operations/startTask");
    return await createTask(inputs, async (request) => {
      const started = await startTask(request, caller, { signal, onProgress: row.status, onWarning: row.warning });
      row.info(started.sentence);
      return taskRecord(started);
    });
  },

  advise: adviseOnExport,

  async preview(inputs, connect, limits) {
    const { previewTask } = await import("../../operations/previewTask");
    return await taskPreview(inputs, (request) => previewTask(request, connect(request.wanted), limits));
  },

  async import(id, caller, signal) {
    const { findTask } = await import("../../operations/findTask");
    return await importTask(id, caller.defaultRegion, (selection, taskId) =>
      findTask(selection, taskId, caller.connect(selection), signal),
    );
  },

  farewell: forgetTask,
};
