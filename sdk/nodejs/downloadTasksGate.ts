import * as pulumi from "@pulumi/pulumi";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitNothing } from "../../provider/core/omitNothing";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { GATE_OUTPUTS, OUTPUT_AS_GATE_INPUT } from "../../provider/lifecycle/gate/gateInputs";
import { NEVER_READ } from "../../provider/lifecycle/gate/neverRead";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import { type CallSite, callSite } from "./callSite";
import { gateHook } from "./gate/gateHook";
import { refuseOptions } from "./hooks/refuseOptions";
import { withLastHook } from "./hooks/withLastHook";
import type { GateArgs } from "./inputs/gateArgs";
import { givenInputs } from "./inputs/givenInputs";
import type { InputOf } from "./inputs/inputOf";
import { orElse } from "./inputs/orElse";
import { refuseOutputs } from "./inputs/refuseOutputs";
import { regionInput } from "./inputs/regionInput";
import { secretInputNames } from "./inputs/secretInputNames";
import { chooseProvider } from "./plugin/chooseProvider";
import { isOfType } from "./plugin/isOfType";
import { pluginToken } from "./plugin/pluginToken";
import { withAlias } from "./plugin/withAlias";

const DYNAMIC_TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate";
const PLUGIN_TYPE = pluginToken("DownloadTasksGate");

/** Time-out if neither `timeout` nor `customTimeouts.create` is given. */
const DEFAULT_TIMEOUT = "1h";

/** Arguments of a gate: which tasks it waits for, and when it opens. See {@link GateArgs}. */
export type DownloadTasksGateArgs = { [K in keyof GateArgs]?: InputOf<GateArgs[K]> } & {
  /**
   * Values that make the gate wait and open again when one of them changes. Pass the id of a build, for example, to
   * wait in every deployment. Assets and archives count by their contents.
   *
   * In TypeScript, strings, numbers, booleans, `Date`s, other objects with a `toJSON` method, and lists and plain objects
   * of these are allowed. Anything else, such as a `Map` or an Output that resolves to `undefined`, is an error.
   */
  triggers?: InputOf<readonly unknown[]>;
};

/**
 * A resource that opens when download tasks are finished, and fails when one of them fails. A resource that `dependsOn`
 * a gate is created only after the gate has opened. A resource that uses the gate's `id` as an input is also updated or
 * replaced when the gate opens again.
 *
 * The wait runs in the program, or in the plugin if the gate has an explicit {@link Provider}. The gate's row shows what it waits for, and Ctrl-C ends the wait. A gate that has
 * opened stays open. It is only a record, so a later `up` with the same inputs, a `refresh` and a `destroy` send no
 * requests for it. A gate that fails leaves no record, so the next `up` tries again. There is no `get`, because a
 * gate's id means nothing to the cloud.
 */
export class DownloadTasksGate extends pulumi.CustomResource {
  /**
   * The selected tasks as they were when the gate opened, in the order of `taskIds` if it is given, otherwise newest
   * first.
   */
  declare readonly tasks: pulumi.Output<DownloadTaskDetails[]>;
  /** The ids of `tasks`, in the same order. */
  declare readonly ids: pulumi.Output<string[]>;
  /** A sentence that says why the gate opened, for example `dt-a finished, created 23h ago`. */
  declare readonly summary: pulumi.Output<string>;
  /** Time at which the gate opened, ISO 8601 UTC with milliseconds. */
  declare readonly openedAt: pulumi.Output<string>;

  /** Tells whether a value is a gate, even if another copy of this package created it. */
  static override isInstance(value: unknown): value is DownloadTasksGate {
    return isOfType(value, [DYNAMIC_TYPE, PLUGIN_TYPE]);
  }

  /**
   * @param args - an input that selects tasks and is given as an Output or Promise must come to a value. If it resolves
   *   to `undefined` in an `up`, the gate fails with an error that names it
   * @param opts - the usual options except `id`, `import` and `urn`. With a `provider` of this package, or a `parent` that
   *   passes one on, the gate waits in the plugin, as that provider's identity
   * @throws DbsError of kind `arguments` for those options, for a provider of another package, and for outputs of a gate
   *   given as inputs, for example by spreading the result of `getDownloadTasks` into `args`
   */
  constructor(name: string, args: DownloadTasksGateArgs, opts?: pulumi.CustomResourceOptions) {
    const site = callSite(DownloadTasksGate);
    const { type, properties, options } = prepare(name, args ?? {}, opts ?? {}, site);
    super(type, name, properties, options);
  }
}

/**
 * Returns the type, properties and options of the gate. The options come first: they hold the reasons why there can be
 * no gate at all, and the properties may start reading a profile, whose failure nobody would handle then.
 */
function prepare(name: string, args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions, site: CallSite) {
  const what = `DownloadTasksGate ${name}`;
  try {
    refuseOptions(what, opts, { id: REASON, import: REASON, urn: REASON });
    refuseOutputs(what, args, { outputs: GATE_OUTPUTS, outputAsInput: OUTPUT_AS_GATE_INPUT });
    const provider = chooseProvider(what, "DownloadTasksGate", opts);
    if (provider !== undefined) {
      const options = withAlias({ ...opts, provider }, DYNAMIC_TYPE);
      return { type: PLUGIN_TYPE, options, properties: { ...NO_OUTPUTS, ...givenInputs(args, "refuse") } };
    }
    const options = withLastHook(gateHook, withAlias(opts, PLUGIN_TYPE));
    return { type: DYNAMIC_TYPE, options, properties: dynamicProperties(args, opts, site) };
  } catch (error) {
    throw site(error);
  }
}

/** A gate that Pulumi only reads would never ask the service, so whatever depends on it would not be held back. */
const REASON = `, ${NEVER_READ}; leave it out`;

/** The names of the outputs, which make the SDK fill them in. */
const NO_OUTPUTS: pulumi.Inputs = Object.fromEntries(GATE_OUTPUTS.map((name) => [name, undefined]));

/**
 * Returns the properties of a gate without an explicit provider: its arguments, the defaults that only this process
 * knows, and the names of its outputs. Omitted arguments stay absent. The SDK tracks every property of every resource,
 * which becomes noticeable with a hundred gates. The default time-out is written all the same: with a hundred gates,
 * leaving it out would save 2 to 3 %, but the state would not show how long a gate waits.
 */
function dynamicProperties(
  args: DownloadTasksGateArgs,
  opts: pulumi.CustomResourceOptions,
  site: CallSite,
): pulumi.Inputs {
  const given = givenInputs(args, "refuse");
  // No message shows the triggers.
  const { triggers: _hidden, ...shown } = args;
  return {
    ...given,
    regionCode: regionInput("DownloadTasksGate", given, site),
    timeout: orElse(given.timeout, () => opts.customTimeouts?.create ?? DEFAULT_TIMEOUT),
    ...omitNothing({ [SECRET_INPUTS]: secretInputNames(shown) }),
    __provider: GATE_PROVIDER_TEXT,
    ...NO_OUTPUTS,
  };
}
