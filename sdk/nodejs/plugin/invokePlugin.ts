import * as pulumi from "@pulumi/pulumi";
import { DbsError, type DbsErrorKind } from "../../../provider/core/errors";
import { refusedInputs } from "../../../provider/lifecycle/refusedInput";
import { givenInputs } from "../inputs/givenInputs";
import { unwrapInput } from "../inputs/unwrapInput";
import { pluginToken } from "./pluginToken";

const KINDS: Readonly<Record<DbsErrorKind, true>> = {
  arguments: true,
  credentials: true,
  denied: true,
  conflict: true,
  throttled: true,
  unavailable: true,
  timeout: true,
  cancelled: true,
  protocol: true,
  unsettled: true,
  taskFailed: true,
  taskNotFound: true,
};

/**
 * Calls a function of the plugin.
 * @param name - name of the function, for example `getDownloadTasks`
 * @throws DbsError with the kind and the message of the plugin's error; or the engine's error, if it could not call the
 *   plugin
 */
export async function invokePlugin<Result>(
  name: string,
  args: object,
  opts: pulumi.InvokeOptions,
  provider: pulumi.ProviderResource,
): Promise<Result> {
  const inputs = (await unwrapInput(givenInputs(args, "keep"), () => {})) as Record<string, unknown>;
  const issues = refusedInputs(inputs);
  if (issues.length > 0) {
    const { argumentsError } = await import("../../../provider/core/arguments/parseArguments");
    throw argumentsError(name, issues);
  }
  try {
    return await pulumi.runtime.invoke(pluginToken(name), inputs, { ...opts, provider });
  } catch (error) {
    throw errorOf(error as Error);
  }
}

/** Returns the error of the plugin that the engine has wrapped: `invocation of … returned an error: [denied] …`. */
function errorOf(error: Error): Error {
  const [, kind = "", message = ""] = /(?:^|: )\[(\w+)\] ([\s\S]*)$/.exec(error.message) ?? [];
  return Object.hasOwn(KINDS, kind) ? new DbsError(kind as DbsErrorKind, message) : error;
}
