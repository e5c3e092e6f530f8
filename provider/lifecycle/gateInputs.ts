/** The inputs of a gate that decide whether it must open anew: another one of these replaces it. */
export const REPLACING_INPUTS = [
  "regionCode",
  "instanceName",
  "datasourceId",
  "clusterName",
  "backupSetId",
  "taskType",
  "startTime",
  "endTime",
  "taskIds",
  "require",
  "minTasks",
  "failOn",
  "triggers",
] as const;

/** Those that say how it waits or which way it asks: a gate that is open stays open when they change. */
export const OTHER_INPUTS = ["network", "notFoundTimeout", "timeout", "pollInterval"] as const;

/** The properties of a resource that are a gate's inputs, whatever else its host adds (`__provider`) or its outputs hold. */
export function gateInputs(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { __provider: _host, tasks: _tasks, ids: _ids, summary: _summary, openedAt: _openedAt, ...inputs } = properties;
  return inputs;
}
