import { DbsError } from "../../../core/errors";
import { omitUndefined } from "../../../core/omitUndefined";
import type { FetchCredentials } from "../fetchedCredentials";
import { SESSION_NAME } from "../readRole";
import { assumeRole, type RoleOptions } from "../sessions/assumeRole";
import { assumeRoleWithOidc } from "../sessions/assumeRoleWithOidc";
import { ecsRoleSession } from "../sessions/ecsRoleSession";
import { uriSession } from "../sessions/uriSession";
import { libraryProfile } from "./libraryProfile";
import { INI_MODES } from "./parseProfiles";
import type { Profile } from "./profileFile";

/** Fields that each mode requires, named as in the command-line tool's file. */
const NEEDS: ReadonlyMap<string, readonly string[]> = new Map([
  ["AK", ["access_key_id", "access_key_secret"]],
  ["StsToken", ["access_key_id", "access_key_secret", "sts_token"]],
  ["RamRoleArn", ["access_key_id", "access_key_secret", "ram_role_arn"]],
  ["RamRoleArnWithRoleName", ["ram_role_name", "ram_role_arn"]],
  ["ChainableRamRoleArn", ["source_profile", "ram_role_arn"]],
  ["EcsRamRole", []],
  ["OIDC", ["oidc_provider_arn", "oidc_token_file", "ram_role_arn"]],
  ["CredentialsURI", ["credentials_uri"]],
  ["CloudSSO", []],
  ["OAuth", []],
  ["External", []],
]);

/** Modes of the command-line tool and types of the credentials library that this package does not support. */
const UNSUPPORTED = ["RsaKeyPair", "BearerToken", "Anonymous", "rsa_key_pair", "bearer", "sts", "oidc_role_arn"];

/**
 * Returns a function that fetches the credentials of a profile. First checks that every field that its mode requires is
 * set. The credentials library would fill in a missing field from the environment, which could combine the key of one
 * identity with the secret of another.
 * @param stsEndpoint - configured host of the STS service, which takes precedence over the profile's
 * @throws DbsError of kind `credentials`
 */
export function profileCredentials(
  profile: Profile,
  stsEndpoint: string | undefined,
  seen: readonly string[] = [],
): FetchCredentials {
  const { description, fields } = profile;
  const problem = (reason: string) => new DbsError("credentials", `${description}: ${reason}`);
  const text = (key: string) => {
    const value = fields[key];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  const mode = text("mode") ?? "";
  const needs = NEEDS.get(mode);
  if (needs === undefined) {
    throw problem(unsupported(profile));
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
    stsEndpoint: stsEndpoint ?? text("sts_endpoint"),
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
      return assumeRole(description, keys, role());
    case "RamRoleArnWithRoleName":
      return assumeRole(description, ecsRoleSession(description, need("ram_role_name")), role());
    case "ChainableRamRoleArn": {
      const chain = [...seen, profile.name];
      const source = profile.sibling(need("source_profile"));
      if (source === undefined) {
        throw problem("source_profile does not name a profile of this file");
      }
      if (chain.includes(source.name)) {
        throw problem(`source_profile forms a cycle: ${[...chain, source.name].join(" -> ")}`);
      }
      return assumeRole(description, profileCredentials(source, stsEndpoint, chain), role());
    }
    case "EcsRamRole":
      return ecsRoleSession(description, text("ram_role_name"));
    case "OIDC": {
      const token = { file: { value: need("oidc_token_file"), source: "oidc_token_file" } };
      return assumeRoleWithOidc(description, { ...role(), oidcProviderArn: need("oidc_provider_arn"), token });
    }
    case "CredentialsURI":
      return uriSession(description, need("credentials_uri"));
    default:
      return libraryProfile(profile, mode);
  }
}

/** Says that a profile's mode is not one of ours. Shows it only if it is a known word: it may be a misplaced secret. */
function unsupported({ format, fields }: Profile): string {
  const [field, allowed] = format === "INI" ? ["type", INI_MODES.keys()] : ["mode", NEEDS.keys()];
  const value = fields[field];
  const use = `use one of ${[...allowed].join(", ")}`;
  if (value === undefined || value === "") {
    return `${field} is missing; ${use}`;
  }
  const shown = UNSUPPORTED.find((each) => each === value);
  return `${field} ${shown === undefined ? "has a value that" : JSON.stringify(shown)} is not supported; ${use}`;
}
