import type { Clock } from "../../../provider/core/clock";
import { omitUndefined } from "../../../provider/core/omitUndefined";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";
import { type CredentialSource, credentialSource } from "../../../provider/wire/credentials/credentialSource";
import type { SendCredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";

/** Config keys or environment variables, with their values. */
export type Texts = Record<string, string>;

/**
 * Returns the credentials that stack config and environment select. `send` stands in for the credential services.
 */
export function configuredCredentials(
  stack: Texts,
  environment: Texts = {},
  send?: SendCredentialRequest,
  clock?: Clock,
): CredentialSource {
  const seams = omitUndefined({ send, clock });
  return credentialSource(
    chooseSource((key) => stack[key], environment),
    environment,
    seams,
  );
}
