import { DbsError } from "../../core/errors";
import { type Environment, environmentSetting, type Setting } from "../configuration/settings";
import type { RoleOptions } from "./assumeRole";
import type { OidcRoleOptions } from "./assumeRoleWithOidc";

/** How sessions are named in the audit trail where nothing else is configured. */
export const SESSION_NAME = "pulumi-alicloud-dbs";

type Problem = (reason: string) => DbsError;

/**
 * Reads the existing provider's `assumeRole`: `{roleArn, sessionName?, policy?, sessionExpiration?, externalId?}`, with its
 * fall-backs in the environment.
 * @throws DbsError of kind `credentials`
 */
export function readAssumeRole(setting: Setting, environment: Environment): RoleOptions {
  const problem = problemOf(setting);
  const text = members(setting, problem, ["roleArn", "sessionName", "policy", "sessionExpiration", "externalId"]);
  const variable = (...names: string[]) => environmentSetting(environment, names)?.value;
  const roleArn = text.roleArn ?? variable("ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN");
  if (roleArn === undefined) {
    throw problem("roleArn is missing");
  }
  return {
    roleArn,
    sessionName:
      text.sessionName ??
      variable("ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME") ??
      SESSION_NAME,
    policy: text.policy,
    durationSeconds: seconds(text.sessionExpiration ?? variable("ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"), problem),
    externalId: text.externalId,
  };
}

/**
 * Reads the existing provider's `assumeRoleWithOidc`: `{oidcProviderArn, oidcTokenFile | oidcToken, roleArn,
 * roleSessionName?, policy?, sessionExpiration?}`, with its fall-backs in the environment. A token given goes before a file.
 * @throws DbsError of kind `credentials`
 */
export function readAssumeRoleWithOidc(setting: Setting, environment: Environment): OidcRoleOptions {
  const problem = problemOf(setting);
  const names = [
    "oidcProviderArn",
    "oidcTokenFile",
    "oidcToken",
    "roleArn",
    "roleSessionName",
    "policy",
    "sessionExpiration",
  ];
  const text = members(setting, problem, names);
  const variable = (name: string) => environmentSetting(environment, [name])?.value;
  const oidcProviderArn = text.oidcProviderArn ?? variable("ALIBABA_CLOUD_OIDC_PROVIDER_ARN");
  const roleArn = text.roleArn ?? variable("ALIBABA_CLOUD_ROLE_ARN");
  // What the configuration names goes before what the environment does, whichever of the two forms it is.
  const value = text.oidcToken ?? (text.oidcTokenFile === undefined ? variable("ALIBABA_CLOUD_OIDC_TOKEN") : undefined);
  const file = text.oidcTokenFile ?? variable("ALIBABA_CLOUD_OIDC_TOKEN_FILE");
  if (oidcProviderArn === undefined || roleArn === undefined || (value === undefined && file === undefined)) {
    const missing = [
      ...(oidcProviderArn === undefined ? ["oidcProviderArn"] : []),
      ...(roleArn === undefined ? ["roleArn"] : []),
      ...(value === undefined && file === undefined ? ["oidcTokenFile or oidcToken"] : []),
    ];
    throw problem(`${missing.join(", ")} missing`);
  }
  return {
    roleArn,
    oidcProviderArn,
    token: value === undefined ? { file: file ?? "" } : { value },
    sessionName: text.roleSessionName ?? variable("ALIBABA_CLOUD_ROLE_SESSION_NAME") ?? SESSION_NAME,
    policy: text.policy,
    durationSeconds: seconds(text.sessionExpiration, problem),
  };
}

function problemOf({ source }: Setting): Problem {
  return (reason) => new DbsError("credentials", `${source}: ${reason}`);
}

/** The members as text. One that is not known is an error: what it asks for would not be done. */
function members({ value }: Setting, problem: Problem, known: readonly string[]): Record<string, string | undefined> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw problem(`this is no JSON; it is an object of ${known.join(", ")}`);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw problem(`this is no object; it is one of ${known.join(", ")}`);
  }
  const texts: Record<string, string> = {};
  for (const [name, member] of Object.entries(parsed)) {
    if (!known.includes(name)) {
      throw problem(`${JSON.stringify(name)} is not known; ${known.join(", ")} are`);
    }
    if (member !== null && typeof member !== "string" && typeof member !== "number") {
      throw problem(`${name} is no text or number`);
    }
    const text = String(member ?? "").trim();
    if (text !== "") {
      texts[name] = text;
    }
  }
  return texts;
}

/** The bounds are those of the existing provider. */
function seconds(text: string | undefined, problem: Problem): number | undefined {
  if (text === undefined || text === "0") {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 900 || value > 43_200) {
    throw problem(`sessionExpiration is ${JSON.stringify(text)}; whole seconds from 900 to 43200 are allowed`);
  }
  return value;
}
