import { credentialFailure } from "../credentialFailure";
import type { FetchedCredentials, SendCredentialRequest } from "../fetchedCredentials";

type Library = typeof import("@alicloud/credentials");

/** The part of the library's session providers that this package uses. */
interface SessionProvider {
  refresher: () => Promise<{ accessKeyId: string; accessKeySecret: string; securityToken: string; expiration: string }>;
}

/**
 * Fetches one session through a provider of the credentials library. Calls `refresher` instead of `getCredentials` to
 * avoid the library's own cache (2.4.7). That cache fetches a session of 15 minutes or less on every call. It does not
 * share a fetch between parallel first calls. It keeps returning an expired session while renewal fails.
 * @param what - the credential source, with which an error message starts
 * @param secrets - strings that must not appear in an error
 */
export async function fetchSession(
  what: string,
  build: (library: Library) => SessionProvider,
  { secrets, send }: { secrets: readonly (string | undefined)[]; send?: SendCredentialRequest | undefined },
): Promise<FetchedCredentials> {
  try {
    const provider = build(await import("@alicloud/credentials"));
    if (send !== undefined) {
      // The library sends through this method, which its types declare private.
      Object.assign(provider, { doRequest: send });
    }
    const { accessKeyId, accessKeySecret, securityToken, expiration } = await provider.refresher();
    const time = Date.parse(expiration);
    return { accessKeyId, accessKeySecret, securityToken, ...(Number.isNaN(time) ? {} : { expiration: time }) };
  } catch (error) {
    throw credentialFailure(what, error, secrets);
  }
}
