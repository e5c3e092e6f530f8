import type { Environment } from "../configuration/settings";
import type { CredentialSettings } from "./chooseSource";
import { credentialIdentity } from "./credentialIdentity";
import { type CredentialSource, credentialSource } from "./credentialSource";

/** Sources by identity. They are kept as long as the process lives, so that every region uses the same session. */
const sources = new Map<string, CredentialSource>();

/**
 * Returns the process's source of credentials for the settings, which it opens at the first call for an identity.
 * @throws DbsError of kind `credentials` if the settings can't be used
 */
export function processCredentials(settings: CredentialSettings, environment: Environment): CredentialSource {
  const identity = credentialIdentity(settings, environment);
  let source = sources.get(identity);
  if (source === undefined) {
    source = credentialSource(settings, environment);
    sources.set(identity, source);
  }
  return source;
}
