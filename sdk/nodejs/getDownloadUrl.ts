import * as pulumi from "@pulumi/pulumi";
import type { Duration } from "../../provider/core/arguments/duration";
import type { DownloadUrl } from "../../provider/core/downloadUrl";
import { refusedInputs } from "../../provider/lifecycle/refusedInput";
import { splitUnknowns } from "../../provider/lifecycle/splitUnknowns";
import { type CallSite, callSite } from "./callSite";
import { givenInputs } from "./inputs/givenInputs";
import type { InputOf } from "./inputs/inputOf";
import type { PlaceArgs } from "./inputs/placeArgs";
import { unwrapInput } from "./inputs/unwrapInput";
import { chooseProvider } from "./plugin/chooseProvider";
import { hidingSecrets, secretsIn } from "./reads/hidingSecrets";
import { type Reading, read } from "./reads/read";
import { readOutput } from "./reads/readOutput";
import { underMocks } from "./underMocks";

const READING: Reading<GetDownloadUrlArgs, GetDownloadUrlResult> = {
  name: "getDownloadUrl",
  async read(args, caller, signal) {
    const { readDownloadUrl } = await import("../../provider/operations/readDownloadUrl");
    return await readDownloadUrl(args, caller, signal);
  },
};

/**
 * Arguments that say for which export to get links. Their meaning to the service is taken from the API's reference page
 * (DescribeDownloadBackupSetStorageInfo, DBS 2021-01-01).
 */
export interface GetDownloadUrlArgs extends PlaceArgs {
  /** Id of the task, for example `dt-s8rlujj6****`. It is the `taskId` of a resource, not its `id`. */
  taskId: string;
  /**
   * The database instance of the task. With it, a refusal is followed by a look at the task, which finds out whether
   * the task is expired, unfinished or an export to OSS. Without it, the error says only what the service says.
   */
  instanceName?: string;
  /** Time for which the links are valid, from 5 minutes to 24 hours. Default: 2 hours. */
  duration?: Duration;
  /**
   * The endpoint to use: `vpc` for the one inside a VPC, or `public`. Default: the configured network, otherwise
   * `public`. The result has both links in either case.
   */
  network?: "vpc" | "public";
}

/** The arguments as a program's inputs; see {@link GetDownloadUrlArgs}. */
export type GetDownloadUrlOutputArgs = { [K in keyof GetDownloadUrlArgs]: InputOf<GetDownloadUrlArgs[K]> };

/** The links to the files of an export. */
export type GetDownloadUrlResult = DownloadUrl;

/**
 * Gets the links to the files of a finished export of type URL. Also works in plain Node.js, outside a Pulumi program,
 * and in the `create` of a dynamic provider.
 *
 * **A link is a key.** Whoever has one can read the files until it expires, without any other authentication. Keep it
 * out of logs and out of the inputs and outputs of resources. Each call returns other links, so a resource that has one
 * as an input changes at every `up`. Call this where the files are loaded, for example in the `create` of the loader.
 *
 * The files of an export of type URL exist for three days. An expired task is not an error: the result then has
 * `expired: true` and no links. That needs `instanceName`, because it takes a look at the list of the instance.
 *
 * @param opts - with a `provider` of this package, or a `parent` that passes one on, the plugin makes the call, as that
 *   provider's identity. Else credentials and endpoint come from configuration
 * @throws DbsError with one of these kinds in `error.kind`: `arguments` (every problem at once, before anything is
 *   sent; or refused by the service; or the task is an export to OSS), `conflict` (the task is not finished;
 *   `error.taskId` has its id), `credentials`, `denied`, `throttled`, `unavailable`, `timeout`, `protocol`, `cancelled`
 *   (by {@link withSignal}). No error holds a link
 */
export async function getDownloadUrl(
  args: GetDownloadUrlArgs,
  opts?: pulumi.InvokeOptions,
): Promise<GetDownloadUrlResult> {
  return await read(READING, args, opts, callSite(getDownloadUrl));
}

/**
 * Does the same as {@link getDownloadUrl}, with arguments that may be outputs. The whole result is a secret. In every
 * preview it is unknown and nothing is sent; only the arguments that are already known are checked.
 *
 * As an output of the stack, the result is encrypted in its state and shown as `[secret]`. It is another one after each
 * `up`, so do not make it an input of a resource.
 */
export function getDownloadUrlOutput(
  args: GetDownloadUrlOutputArgs,
  opts?: pulumi.InvokeOutputOptions,
): pulumi.Output<GetDownloadUrlResult> {
  const site = callSite(getDownloadUrlOutput);
  if (pulumi.runtime.isDryRun()) {
    return pulumi.secret(pulumi.output(previewLink(args ?? {}, opts, site))) as pulumi.Output<GetDownloadUrlResult>;
  }
  return pulumi.secret(readOutput(READING, args, opts, site));
}

/**
 * Returns the unknown value.
 * @throws DbsError of kind `arguments` that names every problem with the arguments that are already known, or for a
 *   provider of another package
 */
async function previewLink(
  args: object,
  opts: pulumi.InvokeOutputOptions | undefined,
  site: CallSite,
): Promise<unknown> {
  try {
    chooseProvider(READING.name, READING.name, opts ?? {});
  } catch (error) {
    throw site(error);
  }
  if (underMocks()) return pulumi.unknown;
  const inputs = (await unwrapInput(givenInputs(args, "keep"), () => {})) as Record<string, unknown>;
  const { known } = splitUnknowns(inputs, pulumi.isUnknown);
  const { argumentsError } = await import("../../provider/core/arguments/parseArguments");
  const { partialUrlIssues } = await import("../../provider/core/arguments/urlArguments");
  const refused = refusedInputs(known);
  const issues = refused.length > 0 ? refused : partialUrlIssues(known);
  if (issues.length > 0) {
    throw hidingSecrets(site, await secretsIn(args))(argumentsError("getDownloadUrlOutput", issues));
  }
  return pulumi.unknown;
}
