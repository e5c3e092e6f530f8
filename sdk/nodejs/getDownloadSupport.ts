import type * as pulumi from "@pulumi/pulumi";
import type { DownloadSupport } from "../../provider/core/downloadSupport";
import { callSite } from "./callSite";
import type { InputOf } from "./inputs/inputOf";
import type { PlaceArgs } from "./inputs/placeArgs";
import { type Reading, read } from "./reads/read";
import { readOutput } from "./reads/readOutput";

const READING: Reading<GetDownloadSupportArgs, GetDownloadSupportResult> = {
  name: "getDownloadSupport",
  async read(args, caller, signal) {
    const { readDownloadSupport } = await import("../../provider/operations/readDownloadSupport");
    return await readDownloadSupport(args, caller, signal);
  },
};

/**
 * Arguments that say about which instance to ask. Their meaning to the service is taken from the API's reference page
 * (DescribeDownloadSupport, DBS 2021-01-01).
 */
export interface GetDownloadSupportArgs extends PlaceArgs {
  /** The database instance, for example `rm-bp1…`. */
  instanceName: string;
}

/** The arguments as a program's inputs; see {@link GetDownloadSupportArgs}. */
export type GetDownloadSupportOutputArgs = {
  [K in keyof GetDownloadSupportArgs]: InputOf<GetDownloadSupportArgs[K]>;
};

/** Whether the backup sets of an instance can be exported, and the arguments of the question. */
export type GetDownloadSupportResult = DownloadSupport;

/**
 * Asks whether the backup sets of a database instance can be exported. The service answers yes or no, without a reason.
 * Also works in plain Node.js, outside a Pulumi program.
 *
 * ```ts
 * const { supported } = await dbs.getDownloadSupport({ instanceName });
 * if (!supported) throw new Error(`the backup sets of ${instanceName} can't be exported`);
 * ```
 *
 * @param opts - with a `provider` of this package, or a `parent` that passes one on, the plugin makes the call, as that
 *   provider's identity. Else credentials and endpoint come from configuration
 * @throws DbsError with one of these kinds in `error.kind`: `arguments` (every problem at once, before anything is
 *   sent; or refused by the service, for example because there is no such instance), `credentials`, `denied`,
 *   `throttled`, `unavailable`, `timeout`, `protocol`, `cancelled` (by {@link withSignal})
 */
export async function getDownloadSupport(
  args: GetDownloadSupportArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetDownloadSupportResult> {
  return await read(READING, args, opts, callSite(getDownloadSupport));
}

/**
 * Does the same as {@link getDownloadSupport}, with arguments that may be outputs. In a preview, the result is unknown
 * if an argument is unknown, or if a resource in `dependsOn` has yet to be created.
 *
 * An Output is always truthy, so test the answer inside `apply`:
 *
 * ```ts
 * dbs.getDownloadSupportOutput({ instanceName }).apply(({ supported }) => {
 *   if (!supported) throw new Error("the backup sets can't be exported");
 * });
 * ```
 */
export function getDownloadSupportOutput(
  args: GetDownloadSupportOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDownloadSupportResult> {
  return readOutput(READING, args, opts, callSite(getDownloadSupportOutput));
}
