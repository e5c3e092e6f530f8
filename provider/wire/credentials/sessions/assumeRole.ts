import type { FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/** How STS is asked for a session of a role. Where `stsEndpoint` and `stsRegion` are absent, the library's defaults hold. */
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

/** The role as the library's builders name it. Set as fields: an absent one stays absent. */
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
