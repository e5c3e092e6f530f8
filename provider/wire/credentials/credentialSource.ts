import { DbsError } from "../../core/errors";
import type { Configuration, Environment } from "../configuration/configuration";
import type { CredentialBase, CredentialSettings } from "../configuration/credentialSettings";
import { parseEndpoint } from "../endpoint/parseEndpoint";
import { assumeRole } from "./assumeRole";
import { assumeRoleWithOidc } from "./assumeRoleWithOidc";
import { credentialChain } from "./credentialChain";
import { credentialFailure } from "./credentialFailure";
import type { Credentials, FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { holdSession } from "./holdSession";
import { keyCredentials } from "./keyCredentials";
import { profileCredentials } from "./profileCredentials";
import { readConfiguredProfile } from "./profileFile";
import { readAssumeRole, readAssumeRoleWithOidc } from "./roleSettings";
import { credentialsFromUri, credentialsOfEcsRole } from "./servedCredentials";

/** One identity's credentials. */
export interface CredentialSource {
  /** For messages: `stack config alicloud-dbs:accessKey`, `profile "x" of ~/.aliyun/config.json`, `the default chain`. */
  readonly description: string;
  /**
   * Asked per request. One resolution is in flight at a time, sessions are held and renewed in time.
   * Rejects with a DbsError of kind `credentials`.
   */
  resolve(): Promise<Credentials>;
  /** Drops what is held, so that the next resolve asks the source anew (after the service called the token expired). */
  renew(): void;
}

/**
 * Finds out who calls. The library reads `process.env` itself for STS (`ALIBABA_CLOUD_STS_REGION`,
 * `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`) and ECS metadata (`ALIBABA_CLOUD_ECS_METADATA_DISABLED`,
 * `ALIBABA_CLOUD_IMDSV1_DISABLED`); everything else goes by `environment`.
 * @param seams.send - sends what the library would send to STS, to a credentials URI or to ECS metadata
 * @throws DbsError of kind `credentials` for settings that can't be used: a key without its secret, a role without an ARN
 */
export function credentialSource(
  { credentials: settings }: Pick<Configuration, "credentials">,
  environment: Environment,
  seams: { now?: () => number; send?: SendCredentialRequest } = {},
): CredentialSource {
  const description = describe(settings);
  const fetch = fetchOf(settings, environment, seams.send);
  const session = holdSession(async () => {
    try {
      return await fetch();
    } catch (error) {
      throw credentialFailure(description, error);
    }
  }, seams.now ?? Date.now);
  return { description, resolve: session.resolve, renew: session.renew };
}

function fetchOf(
  settings: CredentialSettings,
  environment: Environment,
  send: SendCredentialRequest | undefined,
): FetchCredentials {
  const { base, assumeRole: role } = settings;
  const sts = { stsEndpoint: stsHost(settings) };
  const fetchBase = fetchOfBase(base, environment, sts, send);
  return role === undefined
    ? fetchBase
    : assumeRole(role.source, fetchBase, { ...readAssumeRole(role, environment), ...sts }, send);
}

/** STS is asked over https alone. */
function stsHost({ stsEndpoint }: CredentialSettings): string | undefined {
  if (stsEndpoint === undefined) {
    return undefined;
  }
  const parsed = parseEndpoint(stsEndpoint.value);
  if (typeof parsed === "string" || parsed.protocol !== "https") {
    const reason = typeof parsed === "string" ? parsed : "is an http URL; STS is asked over https alone";
    throw new DbsError("credentials", `${stsEndpoint.source} ${reason}`);
  }
  return parsed.host;
}

function fetchOfBase(
  base: CredentialBase | undefined,
  environment: Environment,
  sts: { stsEndpoint: string | undefined },
  send: SendCredentialRequest | undefined,
): FetchCredentials {
  switch (base?.kind) {
    case undefined:
      return credentialChain(environment, send);
    case "keys":
      return keyCredentials(base);
    case "profile":
      return async () => profileCredentials(await readConfiguredProfile(base, environment), send)();
    case "uri":
      return credentialsFromUri(`credentials URI of ${base.uri.source}`, base.uri.value, send);
    case "ecsRole":
      return credentialsOfEcsRole(`ECS role of ${base.role.source}`, base.role.value, send);
    case "oidc":
      return assumeRoleWithOidc(base.role.source, { ...readAssumeRoleWithOidc(base.role, environment), ...sts }, send);
  }
}

function describe({ base, assumeRole: role }: CredentialSettings): string {
  const of = describeBase(base);
  return role === undefined ? of : `the role of ${role.source}, assumed with ${of}`;
}

function describeBase(base: CredentialBase | undefined): string {
  switch (base?.kind) {
    case undefined:
      return "the default chain";
    case "keys":
      return (base.accessKey ?? base.secretKey ?? base.securityToken)?.source ?? "keys";
    case "profile": {
      const name = base.profile === undefined ? "the current profile" : `profile "${base.profile.value}"`;
      return `${name} of ${base.file?.value ?? "~/.aliyun/config.json"}`;
    }
    case "uri":
      return base.uri.source;
    case "ecsRole":
    case "oidc":
      return base.role.source;
  }
}
