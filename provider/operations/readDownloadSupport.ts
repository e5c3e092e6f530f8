import type { Caller } from "../connection/caller";
import { withRegion } from "../connection/withRegion";
import { argumentsError } from "../core/arguments/parseArguments";
import { parseSupportArguments } from "../core/arguments/supportArguments";
import type { DownloadSupport } from "../core/downloadSupport";
import { callLimits } from "./callLimits";
import { describeDownloadSupport } from "./describeDownloadSupport";

/**
 * Asks whether the backup sets of an instance can be exported.
 * @param args - the user's arguments, not yet validated
 * @param signal - ends the call with an error of kind `cancelled`
 * @throws DbsError; of kind `arguments`, and before anything is sent, if the arguments are invalid
 */
export async function readDownloadSupport(
  args: object,
  caller: Caller,
  signal?: AbortSignal,
): Promise<DownloadSupport> {
  const { value: request, issues } = parseSupportArguments(await withRegion(args ?? {}, caller.defaultRegion));
  if (request === undefined) throw argumentsError("getDownloadSupport", issues);
  const { call, clock } = caller.connect(request);
  return { ...request, supported: await call(describeDownloadSupport, request, callLimits(clock, signal)) };
}
