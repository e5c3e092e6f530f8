import { credentialFailure } from "../credentialFailure";
import type { FetchedCredentials, SendCredentialRequest } from "../fetchedCredentials";

type Library = typeof import("@alicloud/credentials");

/** The part of the library's session providers that this package uses. */
interface SessionProvider {
  refresher: () => Promise<{ accessKeyId: string; accessKeySecret: string; securityToken: string; expiration: string }>;
}

/**
 * Fetches one session through a provider of the credentials library. Its `refresher` is called instead of
 * `getCredentials`, because the library's own cache (2.4.7) fetches a session of 15 minutes or less on every call, fetches once
 * for each of several parallel first calls, and goes on giving an expired session while renewing fails.
 * @param what - the source, to begin an error's message with
 * @param secrets - texts that an error may not show
 */
export async function fetchSession(
  what: string,
  build: (library: Library) => SessionProvider,
  { secrets, send }: { secrets: readonly (string | undefined)[]; send?: SendCredentialRequest | undefined },
): Promise<FetchedCredentials> {
  try {
    const provider = build(await import("@alicloud/credentials"));
    if (send !== undefined) {
      // The library's own seam, private in its types.
      Object.assign(provider, { doRequest: send });
    }
    const { accessKeyId, accessKeySecret, securityToken, expiration } = await provider.refresher();
    const time = Date.parse(expiration);
    return { accessKeyId, accessKeySecret, securityToken, ...(Number.isNaN(time) ? {} : { expiration: time }) };
  } catch (error) {
    throw credentialFailure(what, error, secrets);
  }
}
