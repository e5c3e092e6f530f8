import type { FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/** A role, and how STS is asked for a session of it. Without `stsEndpoint` and `stsRegion` the library's defaults apply. */
export interface RoleOptions {
  roleArn: string;
  sessionName: string;
  policy?: string | undefined;
  externalId?: string | undefined;
  /** 900 at least; the default is 3600. */
  durationSeconds?: number | undefined;
  /** `host[:port]`; always https. */
  stsEndpoint?: string | undefined;
  stsRegion?: string | undefined;
  /** Asks STS inside the VPC. */
  vpc?: boolean | undefined;
}

/** Assumes a role with the credentials of another source, which are fetched again for each session. */
export function assumeRole(
  what: string,
  base: FetchCredentials,
  role: RoleOptions,
  send?: SendCredentialRequest,
): FetchCredentials {
  return async () => {
    const { accessKeyId, accessKeySecret, securityToken = "" } = await base();
    const given = { accessKeyId, accessKeySecret, securityToken, providerName: "static" };
    return fetchSession(
      what,
      ({ RAMRoleARNCredentialsProvider }) =>
        Object.assign(RAMRoleARNCredentialsProvider.builder(), builderFields(role), {
          externalId: role.externalId,
          credentialsProvider: { getCredentials: async () => given, getProviderName: () => given.providerName },
        }).build(),
      { secrets: [accessKeyId, accessKeySecret, securityToken], send },
    );
  };
}

/** Names the role's options as the library's builders do. They are set as fields, so that an absent option stays absent. */
export function builderFields(role: RoleOptions) {
  return {
    roleArn: role.roleArn,
    roleSessionName: role.sessionName,
    policy: role.policy,
    durationSeconds: role.durationSeconds,
    stsEndpoint: role.stsEndpoint,
    stsRegionId: role.stsRegion,
    enableVpc: role.vpc,
  };
}
