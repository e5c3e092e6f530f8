import { argumentsError, parseGateArguments } from "../core/arguments";
import type { GateRequest } from "../core/query";
import type { Configuration } from "../wire/configuration";
import { withRegion } from "./withRegion";

/**
 * Reads what to wait for, the region filled in.
 * @param what - whose arguments these are, for the message
 * @throws DbsError of kind `arguments`, with every problem
 */
export function readGateRequest(
  words: object,
  what: string,
  configuration: Pick<Configuration, "region">,
): GateRequest {
  const { value: request, issues } = parseGateArguments(withRegion(words, configuration));
  if (request === undefined) {
    throw argumentsError(what, issues);
  }
  return request;
}
