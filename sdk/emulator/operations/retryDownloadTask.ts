import { knownRefusal } from "../refusals";
import { lifeAt } from "../taskStore";
import { type EmulatedOperation, regionAndInstance } from "./service";

/**
 * Runs a failed task again under the same id. What the service answers for a task that has not failed is not
 * documented; the emulator refuses it as one that it can't find to retry.
 */
export const retryDownloadTask: EmulatedOperation = (parameters, { store, rules, now }) => {
  const { instanceName } = regionAndInstance(parameters, rules);
  const task = store.all().find(({ taskId }) => taskId === parameters.TaskId);
  if (task?.instanceName !== instanceName || lifeAt(task, now).state !== "failed") {
    throw knownRefusal("DBS.DownloadTask.CannotFind");
  }
  store.retry(task.taskId, (rules.retryLag ?? 0) * 1000);
  // The reference page's sample of a success, with the error texts that it carries.
  return {
    Data: "暂无",
    Success: "True",
    ErrMessage: "The specified parameter %s value is not valid.",
    Message: "instanceName can not be empty.",
  };
};
