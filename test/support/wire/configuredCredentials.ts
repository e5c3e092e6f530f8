import { readConfiguration } from "../../../provider/wire/configuration/configuration";
import { type CredentialSource, credentialSource } from "../../../provider/wire/credentials/credentialSource";
import type { SendCredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";

/** Config keys or environment variables, and their texts. */
export type Texts = Record<string, string>;

/** The credentials that a stack config and an environment give; `send` answers for the credential services. */
export function configuredCredentials(
  stack: Texts,
  environment: Texts = {},
  send?: SendCredentialRequest,
  now?: () => number,
): CredentialSource {
  const seams = { ...(send === undefined ? {} : { send }), ...(now === undefined ? {} : { now }) };
  return credentialSource(
    readConfiguration((key) => stack[key], environment),
    environment,
    seams,
  );
}
