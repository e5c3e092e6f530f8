import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../provider/connection/withRegion";
import { DbsError } from "../../provider/core/errors";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { omitNothing } from "../../provider/core/omitNothing";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { GATE_OUTPUTS, OUTPUT_AS_INPUT } from "../../provider/lifecycle/gateInputs";
import { defaultRegion } from "../../provider/wire/credentials/defaultRegion";
import { gateHook } from "./gate/gateHook";
import type { GateArgs } from "./inputs/gateArgs";
import { givenInputs } from "./inputs/givenInputs";
import type { InputOf } from "./inputs/inputOf";
import { programConfiguration } from "./programCaller";
import { underMocks } from "./underMocks";

const TYPE = "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate";

/** Time-out if neither `timeout` nor `customTimeouts.create` is given. */
const DEFAULT_TIMEOUT = "1h";

/** Arguments of a gate: which tasks it waits for, and when it opens. See {@link GateArgs}. */
export type DownloadTasksGateArgs = { [K in keyof GateArgs]?: InputOf<GateArgs[K]> } & {
  /**
   * Values that make the gate wait and open again when one of them changes. Pass the id of a build, for example, to
   * wait in every deployment. Allowed are strings, numbers, booleans, `Date`s, other objects with a `toJSON` method,
   * and lists and plain objects of these. Anything else, such as a `Map` or an Output that resolves to `undefined`, is
   * an error. Assets and archives count by their contents.
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
    refuseOptions(name, opts ?? {});
    refuseOutputs(name, args ?? {});
    // Before the properties, whose region is looked up: an error here must not leave a failed look-up behind.
    const options = gateOptions(opts ?? {});
    super(TYPE, name, gateProperties(args ?? {}, opts ?? {}), options);
  }
}

/** Options that make Pulumi read an existing resource instead of creating one. */
const READING_OPTIONS = ["id", "import", "urn"] as const;

/** A gate that Pulumi only reads would never ask the service, so whatever depends on it would not be held back. */
function refuseOptions(name: string, opts: pulumi.CustomResourceOptions): void {
  const given = omitNothing(opts);
  const reading = READING_OPTIONS.filter((option) => option in given);
  if (reading.length > 0) {
    throw new DbsError(
      "arguments",
      `DownloadTasksGate ${name}: ${reading.join(" and ")} can't be among the options, because a gate exists only in ` +
        "its stack's state and one that is read or imported would never wait; leave it out",
    );
  }
}

/** The names of outputs, and `__provider`, would be overwritten without a word. */
function refuseOutputs(name: string, args: object): void {
  const given = omitNothing(args);
  const issues = [
    ...GATE_OUTPUTS.map((property) => ({ property, reason: OUTPUT_AS_INPUT })),
    { property: "__provider", reason: "is set by the gate itself" },
  ].filter(({ property }) => property in given);
  if (issues.length > 0) {
    const list = issues.map(({ property, reason }) => `${property} ${reason}`).join(". ");
    throw new DbsError("arguments", `DownloadTasksGate ${name}: ${list}`, { issues });
  }
}

/**
 * Returns the properties of the gate: its arguments, the defaults that only this process knows, and the names of its
 * outputs. Omitted arguments stay absent. The SDK tracks every property of every resource, which becomes noticeable
 * with a hundred gates.
 */
function gateProperties(args: DownloadTasksGateArgs, opts: pulumi.CustomResourceOptions): pulumi.Inputs {
  const given = givenInputs(args, "refuse");
  return {
    ...given,
    regionCode: orElse(given.regionCode, () => findRegion(given.datasourceId as InputOf<string>)),
    timeout: orElse(given.timeout, () => opts.customTimeouts?.create ?? DEFAULT_TIMEOUT),
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
