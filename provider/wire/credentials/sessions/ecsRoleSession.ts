import type { FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/**
 * Fetches a session of the role that an ECS instance runs as, from the instance's metadata service.
 * @param role - name of the role; if undefined, the metadata service is asked for it first
 */
export function ecsRoleSession(what: string, role: string | undefined, send?: SendCredentialRequest): FetchCredentials {
  return () =>
    fetchSession(
      what,
      ({ ECSRAMRoleCredentialsProvider }) =>
        Object.assign(ECSRAMRoleCredentialsProvider.builder(), { roleName: role }).build(),
      { secrets: [], send },
    );
}
