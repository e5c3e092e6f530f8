import type { Clock } from "../../core/clock";
import { DbsError } from "../../core/errors";
import { type Environment, onlyVariables } from "../configuration/settings";
import { parseEndpoint } from "../endpoint/parseEndpoint";
import { systemClock } from "../systemClock";
import { readAssumeRole } from "./assumeRoleSetting";
import type { CredentialSettings } from "./chooseSource";
import { credentialFailure } from "./credentialFailure";
import { defaultChain } from "./defaultChain";
import type { Credentials, FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { holdSession } from "./holdSession";
import { requireWhole } from "./requireWhole";
import { sendCredentialRequest } from "./sendCredentialRequest";
import { assumeRole } from "./sessions/assumeRole";

/** Provides the credentials of one identity. */
export interface CredentialSource {
  /**
   * Source of the credentials, for messages: `stack config alicloud-dbs:accessKey`,
   * `the profile from stack config alicloud:profile in ~/.aliyun/config.json`, `the default chain`.
   */
  readonly description: string;
  /**
   * Returns the credentials for one request. Concurrent calls share one fetch. A session is kept and is renewed before
   * it expires. Rejects with a DbsError of kind `credentials`, or `unavailable` if the failure is likely to be
   * temporary.
   * @param signal - aborted when the caller no longer waits. A fetch that nobody waits for is ended
   */
  resolve(signal?: AbortSignal): Promise<Credentials>;
  /**
   * Drops credentials that the service has refused because their token is expired, so that the next `resolve` fetches
   * new ones. Does nothing if they have been replaced already.
   */
  renew(refused: Credentials): void;
}

/**
 * Opens the configured credential source. The credentials library reads a few variables directly from `process.env`:
 * `ALIBABA_CLOUD_STS_REGION` and `ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED` for STS, `ALIBABA_CLOUD_ECS_METADATA_DISABLED`
 * and `ALIBABA_CLOUD_IMDSV1_DISABLED` for ECS metadata. All others come from `environment`.
 * @param seams.clock - default: the system's clock
 * @param seams.send - sends requests to STS, credentials URIs and ECS metadata. Default: `sendCredentialRequest`
 * @throws DbsError of kind `credentials` if the settings can't be used, for example a key without its secret or a role
 *   without an ARN
 */
export function credentialSource(
  settings: CredentialSettings,
  environment: Environment,
  { clock = systemClock, send = sendCredentialRequest }: { clock?: Clock; send?: SendCredentialRequest } = {},
): CredentialSource {
  const description = describe(settings);
  const fetch = fetcherOf(settings, environment);
  const session = holdSession(
    description,
    async (signal) => {
      try {
        return await fetch((request) => send(request, signal));
      } catch (error) {
        throw credentialFailure(description, error);
      }
    },
    clock,
  );
  return { description, resolve: session.resolve, renew: session.renew };
}

function fetcherOf(settings: CredentialSettings, environment: Environment): FetchCredentials {
  const { chosen, assumeRole: role } = settings;
  const stsEndpoint = stsHost(settings);
  const base =
    chosen === undefined
      ? defaultChain(environment, stsEndpoint)
      : chosen.source.fetcher(requireWhole(chosen.source, chosen.settings), {
          environment: onlyVariables(environment, chosen.source.variables),
          stsEndpoint,
        });
  return role === undefined
    ? base
    : assumeRole(role.source, base, { ...readAssumeRole(role, environment), stsEndpoint });
}

/** Returns the configured STS host. STS is called over https only. */
function stsHost({ stsEndpoint }: CredentialSettings): string | undefined {
  if (stsEndpoint === undefined) {
    return undefined;
  }
  const parsed = parseEndpoint(stsEndpoint.value);
  if (typeof parsed === "string" || parsed.protocol !== "https") {
    const reason = typeof parsed === "string" ? parsed : "is an http URL; use https for STS";
    throw new DbsError("credentials", `${stsEndpoint.source} ${reason}`);
  }
  return parsed.host;
}

function describe({ chosen, assumeRole: role }: CredentialSettings): string {
  const base =
    chosen === undefined
      ? "the default chain"
      : (chosen.source.describe?.(chosen.settings) ?? Object.values(chosen.settings)[0]?.source ?? chosen.source.title);
  return role === undefined ? base : `the role from ${role.source}, assumed with ${base}`;
}
