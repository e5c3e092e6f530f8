import { DbsError } from "../../core/errors";
import { type Environment, onlyVariables } from "../configuration/settings";
import { parseEndpoint } from "../endpoint/parseEndpoint";
import { readAssumeRole } from "./assumeRoleSetting";
import type { CredentialSettings } from "./chooseSource";
import { credentialFailure } from "./credentialFailure";
import { defaultChain } from "./defaultChain";
import type { Credentials, FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { holdSession } from "./holdSession";
import { requireWhole } from "./requireWhole";
import { assumeRole } from "./sessions/assumeRole";

/** One identity's credentials. */
export interface CredentialSource {
  /** For messages: `stack config alicloud-dbs:accessKey`, `profile "x" of ~/.aliyun/config.json`, `the default chain`. */
  readonly description: string;
  /**
   * Gives the credentials of one request. Calls that come together share one fetch; sessions are held and renewed in time.
   * Rejects with a DbsError of kind `credentials`.
   */
  resolve(): Promise<Credentials>;
  /** Drops what is held, so that the next resolve fetches again (after the service called the token expired). */
  renew(): void;
}

/**
 * Opens the configured source of credentials. The library reads `process.env` itself for STS (`ALIBABA_CLOUD_STS_REGION`,
 * `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED`) and ECS metadata (`ALIBABA_CLOUD_ECS_METADATA_DISABLED`,
 * `ALIBABA_CLOUD_IMDSV1_DISABLED`); everything else comes from `environment`.
 * @param seams.send - sends what the library would send to STS, to a credentials URI or to ECS metadata
 * @throws DbsError of kind `credentials` for settings that can't be used: a key without its secret, a role without an ARN
 */
export function credentialSource(
  settings: CredentialSettings,
  environment: Environment,
  seams: { now?: () => number; send?: SendCredentialRequest } = {},
): CredentialSource {
  const description = describe(settings);
  const fetch = fetcherOf(settings, environment, seams.send);
  const session = holdSession(async () => {
    try {
      return await fetch();
    } catch (error) {
      throw credentialFailure(description, error);
    }
  }, seams.now ?? Date.now);
  return { description, resolve: session.resolve, renew: session.renew };
}

function fetcherOf(
  settings: CredentialSettings,
  environment: Environment,
  send: SendCredentialRequest | undefined,
): FetchCredentials {
  const { chosen, assumeRole: role } = settings;
  const stsEndpoint = stsHost(settings);
  const base =
    chosen === undefined
      ? defaultChain(environment, send)
      : chosen.source.fetcher(requireWhole(chosen.source, chosen.settings), {
          environment: onlyVariables(environment, chosen.source.variables),
          send,
          stsEndpoint,
        });
  return role === undefined
    ? base
    : assumeRole(role.source, base, { ...readAssumeRole(role, environment), stsEndpoint }, send);
}

/** Returns the configured host of STS, which is called over https alone. */
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

function describe({ chosen, assumeRole: role }: CredentialSettings): string {
  const base =
    chosen === undefined
      ? "the default chain"
      : (chosen.source.describe?.(chosen.settings) ?? Object.values(chosen.settings)[0]?.source ?? chosen.source.title);
  return role === undefined ? base : `the role of ${role.source}, assumed with ${base}`;
}
