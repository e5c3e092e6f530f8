import { GATE_REPLACING_INPUTS } from "../../../provider/lifecycle/gate/gateInputs";
import { TASK_REPLACING_INPUTS } from "../../../provider/lifecycle/task/taskInputs";
import { documentedProperties } from "./documentation";
import { withExample } from "./examples";
import { type PropertySpec, schemaProperties } from "./property";
import { selectionArguments } from "./selection";
import { token } from "./token";

const GATE = `A resource that opens when download tasks are finished, and fails when one of them fails. A resource that depends on a gate is created only after the gate has opened. A resource that uses the gate's \`id\` as an input is also updated or replaced when the gate opens again.

Know two things before you rely on it. A gate opens on whatever is finished now, even on yesterday's export: to wait for a new one, set \`startTime\` or \`taskIds\`. And a gate that opened stays open: to wait in each deployment, set \`triggers\`.

The row of the gate shows what it waits for, and Ctrl-C ends the wait. An open gate is only a record, so a later update with the same inputs, a refresh and a destroy send no requests for it. A gate that fails leaves no record, so the next update tries again. A gate can't be imported, because its id means nothing to the cloud.

The identity needs the RAM permission \`dbs:DescribeDownloadTask\`, and \`dbs:RetryDownloadTask\` if \`taskRetries\` is set.`;

const TASK = `A download task: an export of a backup set or of a moment. The service charges an export when it succeeds, by the size of the converted data, and can neither cancel nor delete it.

Before anything is started, the resource looks for an equal task, so that a run after a crash does not start a second export. If an equal one still runs or has failed, the resource adopts it: its \`taskId\` is that task's, and nothing is started. A task that only may be equal, or another one that keeps new ones out, is an error of kind \`conflict\` that names it. If the answer to the call that starts an export is lost, the resource looks for the task. If it can't be found, the error is of kind \`unsettled\`, and the next update looks first. The preview says which of these would happen.

The resource exists as soon as the task has an id. To wait until the export is finished, pass \`taskId\` to a \`DownloadTasksGate\`. The resource is only a record, so a later update with the same inputs, a refresh and a destroy send no requests for it. A destroy forgets the task; the files in a bucket stay.

The identity needs the RAM permissions \`dbs:DescribeDownloadTask\` and \`dbs:CreateDownload\`.

## Import

A task that exists already can be imported by \`<region>:<instance>:<taskId>\`, followed by \`:<clusterName>\` if there is one. With the region of the provider, \`<instance>:<taskId>\` is enough.

\`\`\`sh
$ pulumi import alicloud-dbs:index:DownloadTask orders cn-hangzhou:rm-bp1example:dt-s8rlujj6
\`\`\``;

/** Inputs of a record, and what the host adds to them. */
interface Resource {
  description: string;
  example: string;
  inputs: Record<string, PropertySpec>;
  requiredInputs: string[];
  /** The inputs as outputs. */
  echoed: Record<string, PropertySpec>;
  outputs: Record<string, PropertySpec>;
  /** Inputs that every record has. */
  known: string[];
  replacing: readonly string[];
}

/** Returns a resource of the schema. Its outputs come first, because they are what a reader looks for there. */
function resource(name: string, spec: Resource) {
  const { inputs, outputs, echoed, replacing } = spec;
  return {
    description: withExample(spec.description, name, spec.example),
    properties: { ...outputs, ...echoed },
    required: [...Object.keys(outputs), ...spec.known],
    inputProperties: Object.fromEntries(
      Object.entries(inputs).map(([input, property]) => [
        input,
        { ...property, ...(replacing.includes(input) && { willReplaceOnChanges: true }) },
      ]),
    ),
    ...(spec.requiredInputs.length > 0 && { requiredInputs: spec.requiredInputs }),
    // A resource of a TypeScript program without an explicit provider has this type. It can move here and back.
    aliases: [{ type: `pulumi-nodejs:dynamic/alicloud-dbs:${name}` }],
  };
}

/** Returns the resources of the schema. */
export function resources() {
  const gate = {
    ...selectionArguments(),
    ...documentedProperties("sdk/nodejs/inputs/gateArgs.ts", "GateArgs"),
    ...documentedProperties("sdk/nodejs/downloadTasksGate.ts", "DownloadTasksGateArgs"),
  };
  const task = {
    ...documentedProperties("sdk/nodejs/inputs/taskArgs.ts", "TaskArgs"),
    ...documentedProperties("sdk/nodejs/inputs/taskArgs.ts", "DownloadTaskArgs"),
  };
  const gateOutputs = documentedProperties("sdk/nodejs/downloadTasksGate.ts", "DownloadTasksGate");
  const { taskId, gmtCreate, adopted } = documentedProperties("sdk/nodejs/downloadTask.ts", "DownloadTask");
  if (taskId === undefined || gmtCreate === undefined || adopted === undefined) throw new Error("an output is missing");
  return {
    [token("DownloadTask")]: resource("DownloadTask", {
      description: TASK,
      example: "Start an export to a bucket",
      inputs: schemaProperties(task, "input"),
      requiredInputs: ["instanceName", "format"],
      outputs: schemaProperties({ taskId, gmtCreate, adopted }, "output"),
      echoed: schemaProperties(task, "output"),
      known: ["regionCode", "instanceName"],
      replacing: TASK_REPLACING_INPUTS,
    }),
    [token("DownloadTasksGate")]: resource("DownloadTasksGate", {
      description: GATE,
      example: "Wait for two exports, and retry each one twice",
      inputs: schemaProperties(gate, "input"),
      requiredInputs: [],
      outputs: schemaProperties(gateOutputs, "output"),
      echoed: schemaProperties(gate, "output"),
      known: ["regionCode"],
      replacing: GATE_REPLACING_INPUTS,
    }),
  };
}
