import { omitUndefined } from "../../../provider/core/omitUndefined";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";
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
  const seams = omitUndefined({ send, now });
  return credentialSource(
    chooseSource((key) => stack[key], environment),
    environment,
    seams,
  );
}
