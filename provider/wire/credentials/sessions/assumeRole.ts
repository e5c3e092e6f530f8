import type { FetchCredentials } from "../fetchedCredentials";
import { fetchSession } from "./fetchSession";

/**
 * A role, and how to request a session for it from STS. If `stsEndpoint` and `stsRegion` are absent, the library's
 * defaults apply.
 */
export interface RoleOptions {
  roleArn: string;
  sessionName: string;
  policy?: string | undefined;
  externalId?: string | undefined;
  /** Duration of the session in seconds, at least 900. Default: 3600. */
  durationSeconds?: number | undefined;
  /** `host[:port]`, called over https. */
  stsEndpoint?: string | undefined;
  stsRegion?: string | undefined;
  /** Whether to call STS inside the VPC. */
  vpc?: boolean | undefined;
}

/** Assumes a role with the credentials of another source, which are fetched again for each session. */
export function assumeRole(what: string, base: FetchCredentials, role: RoleOptions): FetchCredentials {
  return async (send) => {
    const { accessKeyId, accessKeySecret, securityToken = "" } = await base(send);
    const given = { accessKeyId, accessKeySecret, securityToken, providerName: "static" };
    return fetchSession(
      what,
      ({ RAMRoleARNCredentialsProvider }) =>
        Object.assign(RAMRoleARNCredentialsProvider.builder(), builderFields(role), {
          externalId: role.externalId,
          credentialsProvider: { getCredentials: async () => given, getProviderName: () => given.providerName },
        }).build(),
      { secrets: [accessKeyId, accessKeySecret, securityToken, ...hiddenTexts(role)], send },
    );
  };
}

/** Returns the texts of a role that STS may quote, but no message shows: an ARN that is none may be a misplaced secret. */
export function hiddenTexts({ roleArn, externalId, policy }: RoleOptions): (string | undefined)[] {
  return [/^acs:ram:/.test(roleArn) ? undefined : roleArn, externalId, policy];
}

/**
 * Returns the role's options under the field names of the library's builders. The caller assigns them as fields instead
 * of calling the builder's methods, so that an absent option stays absent.
 */
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
