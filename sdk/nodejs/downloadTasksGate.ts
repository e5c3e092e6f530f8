import * as pulumi from "@pulumi/pulumi";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitNothing } from "../../provider/core/omitNothing";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { GATE_OUTPUTS, OUTPUT_AS_INPUT } from "../../provider/lifecycle/gate/gateInputs";
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

const TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate";

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
 * The wait runs in the program. The gate's row shows what it waits for, and Ctrl-C ends the wait. A gate that has
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
    return pulumi.CustomResource.isInstance(value) && (value as { __pulumiType?: string }).__pulumiType === TYPE;
  }

  /**
   * @param args - an input that selects tasks and is given as an Output or Promise must come to a value. If it resolves
   *   to `undefined` in an `up`, the gate fails with an error that names it
   * @param opts - the usual options except `id`, `import` and `urn`
   * @throws DbsError of kind `arguments` for those options and for outputs of a gate given as inputs, for example by
   *   spreading the result of `getDownloadTasks` into `args`
   */
  constructor(name: string, args: DownloadTasksGateArgs, opts?: pulumi.CustomResourceOptions) {
    const site = callSite(DownloadTasksGate);
    const { properties, options } = prepare(name, args ?? {}, opts ?? {}, site);
    super(TYPE, name, properties, options);
  }
}

/**
 * Returns the properties and options of the gate. The options come first: they hold the reasons why there can be no gate
 * at all, and the properties may start reading a profile, whose failure nobody would handle then.
 */
function prepare(name: string, args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions, site: CallSite) {
  try {
    refuseOptions(`DownloadTasksGate ${name}`, opts, { id: REASON, import: REASON, urn: REASON });
    refuseOutputs(`DownloadTasksGate ${name}`, args, { outputs: GATE_OUTPUTS, outputAsInput: OUTPUT_AS_INPUT });
    const options = withLastHook(gateHook, opts);
    return { options, properties: gateProperties(args, opts, site) };
  } catch (error) {
    throw site(error);
  }
}

/** A gate that Pulumi only reads would never ask the service, so whatever depends on it would not be held back. */
const REASON = `, ${NEVER_READ}; leave it out`;

/**
 * Returns the properties of the gate: its arguments, the defaults that only this process knows, and the names of its
 * outputs. Omitted arguments stay absent. The SDK tracks every property of every resource, which becomes noticeable
 * with a hundred gates.
 */
function gateProperties(
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
    tasks: undefined,
    ids: undefined,
    summary: undefined,
    openedAt: undefined,
  };
}
