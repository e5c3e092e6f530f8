import { omitUndefined } from "../../../core/omitUndefined";
import { credentialFailure } from "../credentialFailure";
import type {
  CredentialRequest,
  CredentialResponse,
  FetchedCredentials,
  SendCredentialRequest,
} from "../fetchedCredentials";

type Library = typeof import("@alicloud/credentials");

/** The part of the library's session providers that this package uses. */
export interface SessionProvider {
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
  { secrets, send }: { secrets: readonly (string | undefined)[]; send: SendCredentialRequest },
): Promise<FetchedCredentials> {
  let answer: CredentialResponse | undefined;
  const doRequest = async (request: CredentialRequest) => {
    answer = undefined;
    answer = await send(request);
    return answer;
  };
  try {
    // The library sends through this method, which its types declare private. Most of its errors lose the status.
    const provider = Object.assign(build(await import("@alicloud/credentials")), { doRequest });
    const { accessKeyId, accessKeySecret, securityToken, expiration } = await provider.refresher();
    const time = Date.parse(expiration);
    return {
      accessKeyId,
      accessKeySecret,
      ...omitUndefined({
        securityToken: securityToken || undefined,
        expiration: Number.isNaN(time) ? undefined : time,
      }),
    };
  } catch (error) {
    throw credentialFailure(what, error, { secrets, answer });
  }
}
