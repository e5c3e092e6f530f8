import type { FetchCredentials } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/**
 * Fetches a session for the role of an ECS instance from the instance's metadata service.
 * @param role - name of the role. If undefined, the metadata service is asked for the name first
 */
export function ecsRoleSession(what: string, role: string | undefined): FetchCredentials {
  return (send) =>
    fetchSession(
      what,
      ({ ECSRAMRoleCredentialsProvider }) =>
        Object.assign(ECSRAMRoleCredentialsProvider.builder(), { roleName: role }).build(),
      { secrets: [role], send },
    );
}
