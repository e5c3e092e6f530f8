import { isDeepStrictEqual } from "node:util";
import { TASK_DEFAULTS } from "../../core/arguments/taskDefaults";
import type { ExportRequest } from "../../core/exportRequest";
import { omitUndefined } from "../../core/omitUndefined";
import { SERVICE_DEFAULTS } from "../../core/serviceDefaults";
import type { Properties } from "../properties";
import type { RecordedResource } from "../recordedResource";
import { takeOverInputs } from "./takeOverInputs";
import { OUTPUT_AS_TASK_INPUT, TASK_OUTPUTS, TASK_REPLACING_INPUTS, taskInputs } from "./taskInputs";

/** What a host knows of a `DownloadTask`. */
export const taskResource: RecordedResource = {
  inputsOf: taskInputs,
  outputs: TASK_OUTPUTS,
  outputAsInput: OUTPUT_AS_TASK_INPUT,
  replacing: TASK_REPLACING_INPUTS,
  defaults: () => TASK_DEFAULTS,
  takeOver: takeOverInputs,
  repeating: { taskId: ["adoptTaskId"] },
  async loadParser() {
    const { parseTaskArguments, partialTaskIssues } = await import("../../core/arguments/taskArguments");
    return {
      issues: (inputs) => parseTaskArguments(inputs).issues ?? [],
      partialIssues: partialTaskIssues,
      normalize: (inputs) => {
        const { value: request } = parseTaskArguments(inputs);
        return request && normalized(inputs, request.wanted);
      },
    };
  },
};

function normalized({ triggers }: Properties, wanted: ExportRequest): Properties {
  const given = isDeepStrictEqual(triggers, []) ? undefined : triggers;
  return { ...SERVICE_DEFAULTS, ...wanted, ...omitUndefined({ triggers: given }) };
}
