import * as pulumi from "@pulumi/pulumi";
import type { Caller } from "../../../provider/connection/caller";
import type { CallSite } from "../callSite";
import { givenInputs } from "../inputs/givenInputs";
import { chooseProvider } from "../plugin/chooseProvider";
import { invokePlugin } from "../plugin/invokePlugin";
import { pluginToken } from "../plugin/pluginToken";
import { programCaller } from "../programCaller";
import { programSignal } from "../programSignal";
import { underMocks } from "../underMocks";

/** A public function that reads something from the service. */
export interface Reading<Args extends object, Result> {
  /** Name of the function, for example `getDownloadTasks`. */
  name: string;
  read(args: Args, caller: Caller, signal: AbortSignal | undefined): Promise<Result>;
}

/**
 * Reads something for a program. With an explicit provider, the plugin reads. Under mocks, asks the `call` mock of the
 * program instead.
 * @param site - the program's call, for errors
 */
export async function read<Args extends object, Result>(
  reading: Reading<Args, Result>,
  args: Args,
  opts: pulumi.InvokeOptions | undefined,
  site: CallSite,
): Promise<Result> {
  const { name } = reading;
  try {
    const provider = chooseProvider(name, name, opts ?? {});
    if (underMocks()) {
      return await pulumi.runtime.invoke(pluginToken(name), givenInputs(args ?? {}, "keep"), opts ?? undefined);
    }
    if (provider !== undefined) return await invokePlugin(name, args ?? {}, opts ?? {}, provider);
    const signal = programSignal();
    return await reading.read(args, await programCaller(), signal);
  } catch (error) {
    throw site(error);
  }
}
