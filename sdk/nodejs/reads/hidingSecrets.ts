import { DbsError } from "../../../provider/core/errors";
import { hideInputs } from "../../../provider/core/text/hideInputs";
import { secretForms } from "../../../provider/lifecycle/secretInputs";
import type { CallSite } from "../callSite";
import { unwrapInput } from "../inputs/unwrapInput";

/** Returns the strings in secret arguments, and the other forms in which messages name them. */
export async function secretsIn(args: object): Promise<string[]> {
  const secrets: unknown[] = [];
  await unwrapInput(args, (secret) => {
    secrets.push(secret);
  });
  return secretForms(secrets);
}

/** Returns a call site whose errors name no secret argument. Pulumi prints the error of an output. */
export function hidingSecrets(site: CallSite, secrets: readonly string[]): CallSite {
  return (error) => site(withoutSecrets(error, secrets));
}

/** Returns an error without secrets. Facts that quote arguments are left out. */
function withoutSecrets(error: unknown, secrets: readonly string[]): unknown {
  if (secrets.length === 0 || !DbsError.isInstance(error)) return error;
  const { kind, message, code, httpStatus, requestId, operation, region, attempts, elapsed } = error;
  const facts = { code, httpStatus, requestId, operation, region, attempts, elapsed };
  return new DbsError(kind, hideInputs(message.replace(/^\[\w+\] /, ""), secrets), facts);
}
