import { CheckFailure, type CheckRequest, CheckResponse } from "@pulumi/pulumi/proto/provider_pb";
import { isMarkedSecret, markSecret } from "../../core/pulumiMarks";
import { refusedInputs } from "../../lifecycle/refusedInput";
import { SECRET_KEYS } from "../../wire/configuration/secretKeys";
import { readProperties } from "../values/readProperties";
import { writeProperties } from "../values/writeProperties";
import { unknownArguments } from "./configReader";

/**
 * Checks the provider's arguments. Adds no default: one from the environment would land in the state. Marks those that
 * hold a credential as secret, because a program may have given them in the clear. Refuses those that a program could
 * not pass on, because the environment would take their place.
 */
export function checkConfig(request: CheckRequest): CheckResponse {
  const { marked, plain } = readProperties(request.getNews());
  const inputs = Object.entries(marked).map(([name, value]) => [
    name,
    SECRET_KEYS.includes(name) && !isSecret(value) ? markSecret(value) : value,
  ]);
  const refused = refusedInputs(plain).map(({ property, reason }) => `${property} ${reason}`);
  const unknown = unknownArguments(marked).map(({ reason }) => reason);
  const failures = [...unknown, ...refused].map((reason) => new CheckFailure().setReason(reason));
  return new CheckResponse().setInputs(writeProperties(Object.fromEntries(inputs))).setFailuresList(failures);
}

function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && isMarkedSecret(value as Record<string, unknown>);
}
