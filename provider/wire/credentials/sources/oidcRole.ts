import { DbsError } from "../../../core/errors";
import type { ConfiguredSource } from "../configuredSource";
import { readRole, SESSION_NAME } from "../readRole";

/**
 * Members of `assumeRoleWithOidc`, named as in the existing provider. Each has the environment variables that supply it
 * if the setting does not.
 */
export const OIDC_ROLE_MEMBERS = {
  oidcProviderArn: ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"],
  oidcTokenFile: ["ALIBABA_CLOUD_OIDC_TOKEN_FILE"],
  oidcToken: ["ALIBABA_CLOUD_OIDC_TOKEN"],
  roleArn: ["ALIBABA_CLOUD_ROLE_ARN"],
  roleSessionName: ["ALIBABA_CLOUD_ROLE_SESSION_NAME"],
  policy: [],
  sessionExpiration: [],
} as const;

/** A role that is assumed with a token from an OIDC identity provider. */
export const oidcRole: ConfiguredSource<"assumeRoleWithOidc"> = {
  title: "OIDC role",
  keys: { assumeRoleWithOidc: [] },
  requires: ["assumeRoleWithOidc"],
  variables: Object.values(OIDC_ROLE_MEMBERS).flat(),
  fetcher({ assumeRoleWithOidc: setting }, { environment, stsEndpoint }) {
    const { given, filled, durationSeconds } = readRole(setting, OIDC_ROLE_MEMBERS, environment);
    const { oidcProviderArn, roleArn, roleSessionName: sessionName = SESSION_NAME, policy } = filled;
    // A token takes precedence over a file, but either of them in the setting takes precedence over the environment.
    const value = given.oidcToken ?? (given.oidcTokenFile === undefined ? filled.oidcToken : undefined);
    const file = filled.oidcTokenFile;
    const source = given.oidcTokenFile === undefined ? OIDC_ROLE_MEMBERS.oidcTokenFile[0] : "oidcTokenFile";
    const token = value !== undefined ? { value } : file !== undefined ? { file: { value: file, source } } : undefined;
    if (oidcProviderArn === undefined || roleArn === undefined || token === undefined) {
      const needed = { oidcProviderArn, roleArn, "oidcTokenFile (or oidcToken)": token };
      const missing = Object.entries(needed).flatMap(([name, found]) => (found === undefined ? [name] : []));
      throw new DbsError("credentials", `${setting.source}: missing ${missing.join(", ")}`);
    }
    const role = { roleArn, oidcProviderArn, token, sessionName, policy, durationSeconds, stsEndpoint };
    return async (send) => {
      const { assumeRoleWithOidc } = await import("../sessions/assumeRoleWithOidc");
      return assumeRoleWithOidc(setting.source, role)(send);
    };
  },
};
