import type { Caller } from "../connection/caller";
import { withRegion } from "../connection/withRegion";
import { parseGateArguments } from "../core/arguments/gateArguments";
import { argumentsError } from "../core/arguments/parseArguments";
import type { GateRequest } from "../core/query";

/**
 * Reads what to wait for, the region filled in.
 * @param what - whose arguments these are, for the message
 * @throws DbsError of kind `arguments`, with every problem
 */
export async function readGateRequest(
  words: object,
  what: string,
  { defaultRegion }: Pick<Caller, "defaultRegion">,
): Promise<GateRequest> {
  const { value: request, issues } = parseGateArguments(await withRegion(words ?? {}, defaultRegion));
  if (request === undefined) {
    throw argumentsError(what, issues);
  }
  return request;
}
