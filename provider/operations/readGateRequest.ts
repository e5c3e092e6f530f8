import { argumentsError, parseGateArguments } from "../core/arguments";
import type { GateRequest } from "../core/query";
import type { Caller } from "./caller";
import { withRegion } from "./withRegion";

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
