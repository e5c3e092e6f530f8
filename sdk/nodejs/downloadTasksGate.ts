import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../provider/connection/withRegion";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitUndefined } from "../../provider/core/omitUndefined";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import { defaultRegion } from "../../provider/wire/credentials/defaultRegion";
import { gateHook } from "./gate/gateHook";
import type { GateArgs } from "./inputs/gateArgs";
import type { InputOf } from "./inputs/inputOf";
import { secretInputNames } from "./inputs/secretInputNames";
import { timeInput, valueInput } from "./inputs/valueInput";
import { programConfiguration } from "./programCaller";
import { underMocks } from "./underMocks";

const TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate";

/** Time-out if neither `timeout` nor `customTimeouts.create` is given. */
const DEFAULT_TIMEOUT = "1h";

/** Arguments of a gate: which tasks it waits for, and when it opens. See {@link GateArgs}. */
export type DownloadTasksGateArgs = { [K in keyof GateArgs]?: InputOf<GateArgs[K]> } & {
  /**
   * Values that make the gate wait and open again when one of them changes. Pass the id of a build, for example, to
   * wait in every deployment. Allowed are strings, numbers, booleans, `Date`s, and lists and objects of these. The
   * contents of assets and archives are ignored.
   */
  triggers?: InputOf<unknown[]>;
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

  constructor(name: string, args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(TYPE, name, gateProperties(args ?? {}, opts), gateOptions(opts));
  }
}

/**
 * Returns the properties of the gate: its arguments, the defaults that only this process knows, and the names of its
 * outputs. Omitted arguments stay absent. The SDK tracks every property of every resource, which becomes noticeable
 * with a hundred gates.
 */
function gateProperties(args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions): pulumi.Inputs {
  const { startTime, endTime, triggers, ...given } = args;
  return {
    ...omitUndefined(given),
    regionCode: orElse(args.regionCode, () => findRegion(args.datasourceId)),
    ...omitUndefined({
      startTime: timeInput(startTime),
      endTime: timeInput(endTime),
      triggers: valueInput(triggers),
    }),
    timeout: orElse(args.timeout, () => opts.customTimeouts?.create ?? DEFAULT_TIMEOUT),
    ...omitUndefined({ [SECRET_INPUTS]: secretInputNames({ ...given, startTime, endTime }) }),
    __provider: GATE_PROVIDER_TEXT,
    tasks: undefined,
    ids: undefined,
    summary: undefined,
    openedAt: undefined,
  };
}

/** Returns the given input, or `other()` if the input is `undefined` or resolves to `undefined`. */
function orElse(given: pulumi.Input<unknown>, other: () => pulumi.Input<unknown>): pulumi.Input<unknown> {
  return pulumi.Output.isInstance(given) || given instanceof Promise
    ? pulumi.output(given).apply((value) => value ?? other())
    : (given ?? other());
}

function findRegion(datasourceId: InputOf<string>): pulumi.Input<string | undefined> {
  const configuration = programConfiguration();
  if (datasourceId === undefined && configuration.region !== undefined) {
    return configuration.region;
  }
  return pulumi.output(datasourceId).apply(async (id) => {
    const args: { regionCode?: string; datasourceId: unknown } = { datasourceId: id };
    const region = () => defaultRegion(configuration, process.env);
    // A program under test does not need the machine's profiles, so an error in them must not fail it.
    return (await withRegion(args, () => (underMocks() ? region().catch(() => undefined) : region()))).regionCode;
  });
}

/**
 * Returns a copy of `opts` in which the waiting hook follows the user's own hooks. `opts` itself stays unchanged, because
 * it may be used for other resources too.
 */
function gateOptions(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // In an SDK without resource hooks, every monitor looks like a mock. Its users must get the error from gateHook
  // instead.
  if (typeof pulumi.ResourceHook === "function" && underMocks()) {
    return opts;
  }
  const { hooks } = opts;
  return { ...opts, hooks: { ...hooks, beforeCreate: [...(hooks?.beforeCreate ?? []), gateHook()] } };
}
