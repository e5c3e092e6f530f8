import { omitNothing } from "../../core/omitNothing";
import { IMPORTED } from "../imported";
import { SECRET_INPUTS } from "../secretInputs";

/** The inputs that decide what is exported, and when it is exported again. Changing any of them replaces the resource. */
export const TASK_REPLACING_INPUTS = [
  "regionCode",
  "instanceName",
  "clusterName",
  "backupSetId",
  "pointInTime",
  "format",
  "target",
  "primaryKeyTypeOnly",
  "isCluster",
  "adminDatabase",
  "useZstd",
  "triggers",
] as const;

/** The inputs that only say how to start an export. Changing one of them is no change of the resource. */
export const STARTING_INPUTS = ["backupSetSize", "adopt", "adoptTaskId", "network"] as const;

/** The outputs of a `DownloadTask` that are not inputs. */
export const TASK_OUTPUTS = ["taskId", "gmtCreate", "adopted"] as const;

/** Explanation for an output of a `DownloadTask` that is given as an input. */
export const OUTPUT_AS_TASK_INPUT =
  "is an output of a DownloadTask, not an input; to take a task that exists already, set adoptTaskId";

/**
 * Returns the inputs of a `DownloadTask` from the properties of its resource, without its outputs, without `__provider`,
 * which the host adds, without the names of the secret inputs and the mark of an import, and without inputs that are
 * `null`.
 */
export function taskInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, [SECRET_INPUTS]: _secret, [IMPORTED]: _imported, ...others } = properties;
  const { taskId: _taskId, gmtCreate: _gmtCreate, adopted: _adopted, ...inputs } = others;
  return omitNothing(inputs);
}
