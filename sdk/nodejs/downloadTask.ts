import * as pulumi from "@pulumi/pulumi";
import { omitNothing } from "../../provider/core/omitNothing";
import { TASK_PROVIDER_TEXT } from "../../provider/dynamic/taskProviderText";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import {
  OUTPUT_AS_TASK_INPUT,
  STARTING_INPUTS,
  TASK_OUTPUTS,
  TASK_REPLACING_INPUTS,
} from "../../provider/lifecycle/task/taskInputs";
import { type CallSite, callSite } from "./callSite";
import { refuseOptions } from "./hooks/refuseOptions";
import { withLastHook } from "./hooks/withLastHook";
import { givenInputs } from "./inputs/givenInputs";
import { refuseOutputs } from "./inputs/refuseOutputs";
import { regionInput } from "./inputs/regionInput";
import { secretInputNames } from "./inputs/secretInputNames";
import type { DownloadTaskArgs, ExportTargetArgs, TaskArgs } from "./inputs/taskArgs";
import { chooseProvider } from "./plugin/chooseProvider";
import { isOfType } from "./plugin/isOfType";
import { pluginToken } from "./plugin/pluginToken";
import { withAlias } from "./plugin/withAlias";
import { taskHook } from "./task/taskHook";

const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask";
const PLUGIN_TYPE = pluginToken("DownloadTask");

/** The inputs as outputs, in the form in which the program's state holds them: a `Date` as ISO 8601. */
type Echoed<K extends keyof TaskArgs> = pulumi.Output<TaskArgs[K]>;

/**
 * A download task: an export of a backup set or of a moment. The service charges an export when it succeeds, by the size
 * of the converted data (USD 0.03125 per GB; source: the reference page of CreateDownload, March 2026), and can neither
 * cancel nor delete it.
 *
 * Before anything is started, the resource looks for an equal task, so that a run after a crash does not start a second
 * export. If an equal one still runs or has failed, the resource *adopts* it: its `taskId` is that task's, and nothing is
 * started. A task that only may be equal, or another one that keeps new ones out, is an error of kind `conflict` that
 * names it. If the answer to the call that starts an export is lost, the resource looks for the task. If it can't be
 * found, the error is of kind `unsettled`, and the next `up` looks first. The preview says which of these would happen.
 *
 * The resource exists as soon as the task has an id. To wait until the export is finished, pass `taskId` to a
 * `DownloadTasksGate`. It is only a record, so a later `up` with the same inputs, a `refresh` and a `destroy` send no
 * requests for it. `destroy` forgets the task; the files in a bucket stay. There is no `get`: to record a task that
 * exists already, set `adoptTaskId`.
 */
export class DownloadTask extends pulumi.CustomResource {
  /** Id of the task, for example `dt-s8rlujj6`. It is the text that `taskIds` and `getDownloadUrl` take. */
  declare readonly taskId: pulumi.Output<string>;
  /** Creation time of the task, ISO 8601 UTC with milliseconds. */
  declare readonly gmtCreate: pulumi.Output<string>;
  /** Whether the task existed already, so that nothing was started. */
  declare readonly adopted: pulumi.Output<boolean>;
  declare readonly regionCode: pulumi.Output<string>;
  declare readonly instanceName: Echoed<"instanceName">;
  declare readonly clusterName: Echoed<"clusterName">;
  declare readonly backupSetId: Echoed<"backupSetId">;
  declare readonly pointInTime: pulumi.Output<string | number | undefined>;
  declare readonly backupSetSize: Echoed<"backupSetSize">;
  declare readonly format: Echoed<"format">;
  declare readonly target: pulumi.Output<pulumi.UnwrappedObject<ExportTargetArgs> | undefined>;
  declare readonly primaryKeyTypeOnly: Echoed<"primaryKeyTypeOnly">;
  declare readonly isCluster: Echoed<"isCluster">;
  declare readonly adminDatabase: Echoed<"adminDatabase">;
  declare readonly useZstd: Echoed<"useZstd">;
  declare readonly adopt: Echoed<"adopt">;
  declare readonly adoptTaskId: Echoed<"adoptTaskId">;
  declare readonly triggers: pulumi.Output<unknown[] | undefined>;
  declare readonly network: Echoed<"network">;

  /** Tells whether a value is a `DownloadTask`, even if another copy of this package created it. */
  static override isInstance(value: unknown): value is DownloadTask {
    return isOfType(value, [DYNAMIC_TYPE, PLUGIN_TYPE]);
  }

  /**
   * @param args - an input that is given as an Output or Promise must come to a value, except for `regionCode`, `network`
   *   and `backupSetSize`. If it resolves to `undefined` in an `up`, the resource fails with an error that names it
   * @param opts - the usual options except `id`, `import` and `urn`. With a `provider` of this package, or a `parent` that
   *   passes one on, the plugin does the work, as that provider's identity. `import` is allowed then; see docs/exports.md
   * @throws DbsError of kind `arguments` for those options, for a provider of another package, and for outputs of a task
   *   given as inputs
   */
  constructor(name: string, args: DownloadTaskArgs, opts?: pulumi.CustomResourceOptions) {
    const site = callSite(DownloadTask);
    const { type, properties, options } = prepare(name, args ?? {}, opts ?? {}, site);
    super(type, name, properties, options);
  }
}

/**
 * Returns the type, properties and options of the resource. The options come first: they hold the reasons why there can
 * be no resource at all, and the properties may start reading a profile, whose failure nobody would handle then.
 */
function prepare(name: string, args: DownloadTaskArgs, opts: pulumi.CustomResourceOptions, site: CallSite) {
  const what = `DownloadTask ${name}`;
  try {
    const provider = chooseProvider(what, "DownloadTask", opts);
    // The plugin looks at a task that it imports.
    const { import: _allowed, ...checked } = opts;
    const reasons = { id: NEVER_READ, import: NEVER_IMPORTED, urn: NEVER_READ };
    refuseOptions(what, provider === undefined ? opts : checked, reasons);
    refuseOutputs(what, args, { outputs: TASK_OUTPUTS, outputAsInput: OUTPUT_AS_TASK_INPUT });
    if (provider !== undefined) {
      const options = withAlias({ ...opts, provider }, DYNAMIC_TYPE);
      return { type: PLUGIN_TYPE, options, properties: { ...NO_PROPERTIES, ...givenInputs(args, "refuse") } };
    }
    const options = withLastHook(taskHook, withAlias(opts, PLUGIN_TYPE));
    return { type: DYNAMIC_TYPE, options, properties: dynamicProperties(args, site) };
  } catch (error) {
    throw site(error);
  }
}

const NEVER_READ =
  ", because a DownloadTask exists only in its stack's state and one that is only read would start no export; leave it out";
const NEVER_IMPORTED = "; to take a task that exists already, set the argument adoptTaskId to its taskId";

/** The names of the outputs, which make the SDK fill them in. An argument that is not given is an output too. */
const NO_PROPERTIES: pulumi.Inputs = Object.fromEntries(
  [...TASK_REPLACING_INPUTS, ...STARTING_INPUTS, ...TASK_OUTPUTS].map((name) => [name, undefined]),
);

/**
 * Returns the properties of a resource without an explicit provider: its arguments, the region that only this process
 * knows, and the names of its outputs.
 */
function dynamicProperties(args: DownloadTaskArgs, site: CallSite): pulumi.Inputs {
  const given = givenInputs(args, "refuse");
  // No message shows the triggers.
  const { triggers: _hidden, ...shown } = args;
  return {
    ...NO_PROPERTIES,
    ...given,
    regionCode: regionInput("DownloadTask", given, site),
    ...omitNothing({ [SECRET_INPUTS]: secretInputNames(shown) }),
    __provider: TASK_PROVIDER_TEXT,
  };
}
