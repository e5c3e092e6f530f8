import { homedir } from "node:os";
import { join } from "node:path";
import { DbsError } from "../../../core/errors";
import { omitUndefined } from "../../../core/omitUndefined";
import { credentialFailure } from "../credentialFailure";
import type { FetchCredentials, SendCredentialRequest } from "../fetchedCredentials";
import { SESSION_NAME } from "../readRole";
import { assumeRole, type RoleOptions } from "../sessions/assumeRole";
import { assumeRoleWithOidc } from "../sessions/assumeRoleWithOidc";
import { ecsRoleSession } from "../sessions/ecsRoleSession";
import { uriSession } from "../sessions/uriSession";
import type { Profile } from "./profileFile";

/** Fields that each mode requires, named as in the command-line tool's file. */
const NEEDS: Record<string, readonly string[]> = {
  AK: ["access_key_id", "access_key_secret"],
  StsToken: ["access_key_id", "access_key_secret", "sts_token"],
  RamRoleArn: ["access_key_id", "access_key_secret", "ram_role_arn"],
  RamRoleArnWithRoleName: ["ram_role_name", "ram_role_arn"],
  ChainableRamRoleArn: ["source_profile", "ram_role_arn"],
  EcsRamRole: [],
  OIDC: ["oidc_provider_arn", "oidc_token_file", "ram_role_arn"],
  CredentialsURI: ["credentials_uri"],
  CloudSSO: [],
  OAuth: [],
  External: [],
};

/**
 * Returns a function that fetches the credentials of a profile. First checks that every field that its mode requires is
 * set. The credentials library would fill in a missing field from the environment, which could combine the key of one
 * identity with the secret of another.
 * @throws DbsError of kind `credentials`
 */
export function profileCredentials(
  profile: Profile,
  send?: SendCredentialRequest,
  seen: string[] = [],
): FetchCredentials {
  const { description, fields } = profile;
  const problem = (reason: string) => new DbsError("credentials", `${description}: ${reason}`);
  const text = (key: string) => {
    const value = fields[key];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const mode = text("mode") ?? "";
  const needs = NEEDS[mode];
  if (needs === undefined) {
    throw problem(`mode ${JSON.stringify(mode)} is not supported; use one of ${Object.keys(NEEDS).join(", ")}`);
  }
  const missing = needs.filter((key) => text(key) === undefined);
  if (missing.length > 0) {
    throw problem(`mode ${mode} needs ${missing.join(", ")}`);
  }
  const need = (key: string) => text(key) ?? "";
  const role = (): RoleOptions => ({
    roleArn: need("ram_role_arn"),
    sessionName: text("ram_session_name") ?? SESSION_NAME,
    policy: text("policy"),
    externalId: text("external_id"),
    durationSeconds: Number(fields.expired_seconds) || undefined,
    stsEndpoint: text("sts_endpoint"),
    stsRegion: text("sts_region"),
    vpc: fields.enable_vpc === true,
  });
  const keys: FetchCredentials = async () => ({
    accessKeyId: need("access_key_id"),
    accessKeySecret: need("access_key_secret"),
    ...omitUndefined({ securityToken: mode === "StsToken" ? text("sts_token") : undefined }),
  });
  switch (mode) {
    case "AK":
    case "StsToken":
      return keys;
    case "RamRoleArn":
      return assumeRole(description, keys, role(), send);
    case "RamRoleArnWithRoleName":
      return assumeRole(description, ecsRoleSession(description, need("ram_role_name"), send), role(), send);
    case "ChainableRamRoleArn": {
      const chain = [...seen, profile.name];
      if (chain.includes(need("source_profile"))) {
        throw problem(`source_profile forms a cycle: ${[...chain, need("source_profile")].join(" -> ")}`);
      }
      const base = profileCredentials(profile.sibling(need("source_profile")), send, chain);
      return assumeRole(description, base, role(), send);
    }
    case "EcsRamRole":
      return ecsRoleSession(description, text("ram_role_name"), send);
    case "OIDC": {
      const oidc = { oidcProviderArn: need("oidc_provider_arn"), token: { file: need("oidc_token_file") } };
      return assumeRoleWithOidc(description, { ...role(), ...oidc }, send);
    }
    case "CredentialsURI":
      return uriSession(description, need("credentials_uri"), send);
    default:
      return libraryProfile(profile, mode);
  }
}

/**
 * Delegates a profile of mode CloudSSO, OAuth or External to the credentials library. The library renews logins, runs
 * commands, and writes the results to the command-line tool's file. It supports no other file.
 */
function libraryProfile({ name, file, description }: Profile, mode: string): FetchCredentials {
  if (file !== join(homedir(), ".aliyun", "config.json")) {
    throw new DbsError("credentials", `${description}: mode ${mode} works only for profiles in ~/.aliyun/config.json`);
  }
  return async () => {
    try {
      const { CLIProfileCredentialsProvider } = await import("@alicloud/credentials");
      const provider = CLIProfileCredentialsProvider.builder().withProfileName(name).build();
      const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials();
      return { accessKeyId, accessKeySecret, ...omitUndefined({ securityToken: securityToken || undefined }) };
    } catch (error) {
      throw credentialFailure(description, error);
    }
  };
}
