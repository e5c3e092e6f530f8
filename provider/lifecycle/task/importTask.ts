import { DbsError } from "../../core/errors";
import type { DownloadTaskDetails } from "../../core/listing/task";
import { missingRegion } from "../../core/missingRegion";
import { omitUndefined } from "../../core/omitUndefined";
import type { TaskSelection } from "../../core/query";
import { isRegionCode } from "../../core/regionCode";
import { showValue } from "../../core/text/showValue";
import { IMPORTED } from "../imported";
import type { Properties } from "../properties";
import { type TaskId, taskResourceId } from "./taskResourceId";

/**
 * Imports a task by the id of a resource: `<region>:<instance>:<taskId>[:<clusterName>]`, or `<instance>:<taskId>` with
 * the default region. Records what the list shows.
 * @param find - looks for a task among those of a selection. The selections tell exports of backup sets from exports of
 *   moments, which look alike in a list
 * @throws DbsError of kind `arguments` if the id can't be read, `taskNotFound` if there is no such task
 */
export async function importTask(
  id: string,
  defaultRegion: () => Promise<string | undefined>,
  find: (selection: TaskSelection, taskId: string) => Promise<DownloadTaskDetails | undefined>,
): Promise<{ id: string; inputs: Properties; outs: Properties }> {
  const named = await readId(id, defaultRegion);
  const { taskId, ...place } = named;
  for (const taskType of ["full", "pitr"] as const) {
    const task = await find({ ...place, taskType }, taskId);
    if (task === undefined) continue;
    const inputs = { ...place, ...shownInputs(task, taskType) };
    const outs = { ...inputs, taskId: task.taskId, gmtCreate: task.gmtCreate, adopted: true };
    return { id: taskResourceId(named), inputs: { ...inputs, [IMPORTED]: true }, outs };
  }
  const { instanceName, regionCode } = place;
  throw new DbsError(
    "taskNotFound",
    `${showValue(taskId)} is not listed for ${showValue(instanceName)} in ${regionCode}. Check the id, the instance and the region`,
    { taskId, region: regionCode },
  );
}

async function readId(id: string, defaultRegion: () => Promise<string | undefined>): Promise<TaskId> {
  const parts = id.split(":");
  const [regionCode, instanceName, taskId, clusterName] =
    parts.length === 2 ? [await defaultRegion(), ...parts] : parts;
  if (parts.length === 2 && regionCode === undefined) throw missingRegion("import of a DownloadTask");
  const isReadable = parts.length >= 2 && parts.length <= 4 && parts.every((part) => /^\S+$/.test(part));
  if (!isReadable || regionCode === undefined || !isRegionCode(regionCode) || !instanceName || !taskId) {
    throw new DbsError(
      "arguments",
      `the id ${showValue(id)} is not the id of a DownloadTask; it must be <region>:<instance>:<taskId>, with ` +
        ":<clusterName> after it for a cluster, or <instance>:<taskId> in the provider's region",
    );
  }
  return { regionCode, instanceName, taskId, ...omitUndefined({ clusterName }) };
}

/** Returns the inputs that a list shows of a task. It leaves out inputs that the list does not show for certain. */
function shownInputs(
  { bakSetId, backupSetTime, format, targetType, targetPath }: DownloadTaskDetails,
  taskType: "full" | "pitr",
): Properties {
  return omitUndefined({
    backupSetId: taskType === "full" ? bakSetId : undefined,
    pointInTime: taskType === "pitr" ? backupSetTime : undefined,
    format,
    target: shownTarget(targetType?.toUpperCase(), targetPath),
  });
}

/** Returns the shown target. Only a path of the form `oss://bucket/path` shows the bucket for certain. */
function shownTarget(type: string | undefined, targetPath = ""): Properties | undefined {
  if (type !== "OSS") return type === undefined ? undefined : { type };
  const [, bucket, path] = /^oss:\/\/([^/]+)(?:\/+(.*?)\/*)?$/i.exec(targetPath) ?? [];
  return omitUndefined({ type, bucket, path: path || undefined });
}
