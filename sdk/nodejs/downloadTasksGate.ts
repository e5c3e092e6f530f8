import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../provider/connection/withRegion";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitUndefined } from "../../provider/core/omitUndefined";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { defaultRegion } from "../../provider/wire/credentials/defaultRegion";
import { gateHook } from "./gate/gateHook";
import type { GateArgs } from "./inputs/gateArgs";
import type { InputOf } from "./inputs/inputOf";
import { timeInput, valueInput } from "./inputs/valueInput";
import { programConfiguration } from "./programCaller";
import { underMocks } from "./underMocks";

const TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate";

/** Where neither `timeout` nor `customTimeouts.create` is given. */
const DEFAULT_TIMEOUT = "1h";

/** Which tasks a gate waits for, and when it opens; see {@link GateArgs}. */
export type DownloadTasksGateArgs = { [K in keyof GateArgs]?: InputOf<GateArgs[K]> } & {
  /**
   * Texts, numbers, booleans, `Date`s, and lists and objects of these; when one changes, the gate opens anew. A build's id
   * gates every deployment. What an asset or archive holds is not looked at.
   */
  triggers?: InputOf<unknown[]>;
};

/**
 * Opens when download tasks are finished, and fails when one of them failed. What `dependsOn` a gate is created only
 * after it opened; what uses its `id` is also replaced or updated when it opened anew.
 *
 * The wait runs in the program, where its row shows what it waits for and Ctrl-C ends it. A gate that opened stays open
 * and is a record: a later `up` with the same inputs calls nothing, nor do `refresh` and `destroy`. When it fails
 * nothing is recorded, so that the next `up` tries again. There is no `get`: nothing in the cloud is looked up by a gate's id.
 */
export class DownloadTasksGate extends pulumi.CustomResource {
  /** The selected tasks as they were when the gate opened: in the order of `taskIds` where given, else newest first. */
  declare readonly tasks: pulumi.Output<DownloadTaskDetails[]>;
  /** The ids of `tasks`. */
  declare readonly ids: pulumi.Output<string[]>;
  /** The sentence of the verdict that opened it, for example `dt-a finished, created 23h ago`. */
  declare readonly summary: pulumi.Output<string>;
  /** When it opened, ISO 8601 UTC with milliseconds. */
  declare readonly openedAt: pulumi.Output<string>;

  /** Tells whether a value is a gate, even one of another copy of this package. */
  static override isInstance(value: unknown): value is DownloadTasksGate {
    return pulumi.CustomResource.isInstance(value) && (value as { __pulumiType?: string }).__pulumiType === TYPE;
  }

  constructor(name: string, args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions = {}) {
    super(TYPE, name, gateProperties(args ?? {}, opts), gateOptions(opts));
  }
}

/**
 * The inputs, everything that this process alone can know written into them, and the outputs by name. What the program left
 * out is left out here: the SDK keeps books on each property of each resource, at a price that a hundred gates show.
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
    __provider: GATE_PROVIDER_TEXT,
    tasks: undefined,
    ids: undefined,
    summary: undefined,
    openedAt: undefined,
  };
}

/** What was given, or where that is nothing, now or later, something else. */
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
    const words: { regionCode?: string; datasourceId: unknown } = { datasourceId: id };
    const region = () => defaultRegion(configuration, process.env);
    // A test of a program has no use for the machine's profiles, and none for an error about them.
    return (await withRegion(words, () => (underMocks() ? region().catch(() => undefined) : region()))).regionCode;
  });
}

/** The options with the hook that waits, beside the user's own ones: in a new object, since theirs may serve other resources too. */
function gateOptions(opts: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // An SDK without hooks has no monitor that knows them either: it gets its error from gateHook.
  if (typeof pulumi.ResourceHook === "function" && underMocks()) {
    return opts;
  }
  const { hooks } = opts;
  return { ...opts, hooks: { ...hooks, beforeCreate: [...(hooks?.beforeCreate ?? []), gateHook()] } };
}
