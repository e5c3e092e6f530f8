import * as pulumi from "@pulumi/pulumi";
import { withRegion } from "../../provider/connection/withRegion";
import { DbsError } from "../../provider/core/errors";
import type { DownloadTaskDetails } from "../../provider/core/listing/task";
import { MISSING_REGION, missingRegion } from "../../provider/core/missingRegion";
import { omitNothing } from "../../provider/core/omitNothing";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { GATE_OUTPUTS, OUTPUT_AS_INPUT } from "../../provider/lifecycle/gate/gateInputs";
import { refusedInput, refusedInputs } from "../../provider/lifecycle/refusedInput";
import { SECRET_INPUTS } from "../../provider/lifecycle/secretInputs";
import { defaultRegion } from "../../provider/wire/credentials/defaultRegion";
import { type CallSite, callSite } from "./callSite";
import { gateHook } from "./hooks/resourceHook";
import type { GateArgs } from "./inputs/gateArgs";
import { givenInputs } from "./inputs/givenInputs";
import type { InputOf } from "./inputs/inputOf";
import { secretInputNames } from "./inputs/secretInputNames";
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
    refuseOptions(name, opts);
    refuseOutputs(name, args);
    const options = gateOptions(opts);
    return { options, properties: gateProperties(args, opts, site) };
  } catch (error) {
    throw site(error);
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

/** The names of outputs, `urn` and `__provider` would be overwritten or dropped without a word. */
function refuseOutputs(name: string, args: object): void {
  const given = omitNothing(args);
  const issues = [
    ...["id", ...GATE_OUTPUTS].map((property) => ({ property, reason: OUTPUT_AS_INPUT })),
    ...["urn", "__provider"].map((property) => ({ property, reason: "is set by the gate itself" })),
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
    regionCode: orElse(given.regionCode, (late) => findRegion(given.datasourceId as InputOf<string>, site, late)),
    timeout: orElse(given.timeout, () => opts.customTimeouts?.create ?? DEFAULT_TIMEOUT),
    ...omitNothing({ [SECRET_INPUTS]: secretInputNames(shown) }),
    __provider: GATE_PROVIDER_TEXT,
    tasks: undefined,
    ids: undefined,
    summary: undefined,
    openedAt: undefined,
  };
}

/**
 * Returns the given input, or `other()` if the input is `undefined` or resolves to `undefined`.
 * @param other - gets whether it is called after the constructor has returned
 */
function orElse(given: pulumi.Input<unknown>, other: (late: boolean) => pulumi.Input<unknown>): pulumi.Input<unknown> {
  return pulumi.Output.isInstance(given) || given instanceof Promise
    ? pulumi.output(given).apply((value) => value ?? other(true))
    : (given ?? other(false));
}

/**
 * Returns the region of a gate whose arguments name none. If there is no region anywhere, the constructor throws one
 * sentence. The engine would put the missing value into it, as `value {<nil>}`. Where that is found out only later, the
 * check of the gate refuses it: an error in an output would fail the whole run, even one that does not target the gate.
 * @param late - whether the constructor has returned already
 */
function findRegion(datasourceId: InputOf<string>, site: CallSite, late: boolean): pulumi.Input<unknown> {
  const configuration = programConfiguration();
  const isTest = underMocks();
  const none = () => (isTest ? undefined : refusedInput(MISSING_REGION));
  if (datasourceId === undefined) {
    const { region, credentials } = configuration;
    if (region !== undefined) return region;
    if (!isTest && credentials.chosen?.source.region === undefined) {
      if (late) return none();
      throw missingRegion("DownloadTasksGate");
    }
  }
  return pulumi.output(datasourceId).apply(async (id) => {
    // The check names the datasourceId alone.
    if (refusedInputs({ id }).length > 0) return undefined;
    const region = () => defaultRegion(configuration, process.env);
    const args: { regionCode?: string; datasourceId: unknown } = { datasourceId: id };
    try {
      // A program under test does not need the machine's profiles, so an error in them must not fail it.
      return (await withRegion(args, () => (isTest ? region().catch(() => undefined) : region()))).regionCode ?? none();
    } catch (error) {
      throw site(error);
    }
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
