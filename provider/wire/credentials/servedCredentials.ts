import { DbsError } from "../../core/errors";
import type { FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { fetchSession } from "./fetchSession";

/** Credentials from a URI that answers with a session in JSON: a sidecar, or a helper on this machine. */
export function credentialsFromUri(what: string, uri: string, send?: SendCredentialRequest): FetchCredentials {
  return async () => {
    // The URI is not shown: it can carry a password.
    if (!/^https?:\/\/[^/]/i.test(uri) || !URL.canParse(uri)) {
      throw new DbsError("credentials", `${what}: this is no http or https URL`);
    }
    return fetchSession(
      what,
      ({ URICredentialsProvider }) => URICredentialsProvider.builder().withCredentialsURI(uri).build(),
      { secrets: [uri], send },
    );
  };
}

/**
 * Credentials of the role that an ECS instance runs as, from the instance's metadata service.
 * @param role - absent: the role is asked for as well
 */
export function credentialsOfEcsRole(
  what: string,
  role: string | undefined,
  send?: SendCredentialRequest,
): FetchCredentials {
  return () =>
    fetchSession(
      what,
      ({ ECSRAMRoleCredentialsProvider }) =>
        Object.assign(ECSRAMRoleCredentialsProvider.builder(), { roleName: role }).build(),
      { secrets: [], send },
    );
}
