import { isDeepStrictEqual } from "node:util";
import { defaultRequire, GATE_DEFAULTS } from "../../core/arguments/gateDefaults";
import type { GateRequest } from "../../core/query";
import type { Properties } from "../properties";
import type { RecordedResource } from "../recordedResource";
import { GATE_OUTPUTS, GATE_REPLACING_INPUTS, gateInputs, OUTPUT_AS_GATE_INPUT } from "./gateInputs";

/** What a host knows of a `DownloadTasksGate`. */
export const gateResource: RecordedResource = {
  inputsOf: gateInputs,
  outputs: GATE_OUTPUTS,
  outputAsInput: OUTPUT_AS_GATE_INPUT,
  replacing: GATE_REPLACING_INPUTS,
  // The default of `timeout` is not among them, because `customTimeouts` comes before it.
  defaults: ({ taskIds }) => ({ ...GATE_DEFAULTS, require: defaultRequire(taskIds ?? undefined) }),
  // No gate is ever imported.
  takeOver: (recorded) => recorded,
  repeating: { tasks: "any", ids: "any", summary: "any" },
  async loadParser() {
    const { parseGateArguments, partialGateIssues } = await import("../../core/arguments/gateArguments");
    return {
      issues: (inputs) => parseGateArguments(inputs).issues ?? [],
      partialIssues: partialGateIssues,
      normalize: (inputs) => {
        const { value: request } = parseGateArguments(inputs);
        return request && normalized(inputs, request);
      },
    };
  },
};

function normalized({ triggers }: Properties, { selection, condition }: GateRequest): Properties {
  // The instance and the region, which are always filled in, say all that datasourceId says.
  const { datasourceId: _, ...selected } = selection;
  const failOn = [...new Set(condition.failOn)].sort();
  return { ...selected, ...condition, failOn, triggers: isDeepStrictEqual(triggers, []) ? undefined : triggers };
}
