import { createHash } from "node:crypto";
import { type Environment, onlyVariables } from "../configuration/settings";
import { ASSUME_ROLE_MEMBERS } from "./assumeRoleSetting";
import type { CredentialSettings } from "./chooseSource";
import { DEFAULT_SOURCES } from "./sourceTable";

/**
 * Returns a hash of the identity that the settings describe, for use in the keys of shared objects. The hash reveals no
 * secret.
 */
export function credentialIdentity(settings: CredentialSettings, environment: Environment): string {
  const { chosen, assumeRole, stsEndpoint } = settings;
  const variables = onlyVariables(environment, identifyingVariables(settings));
  return createHash("sha256")
    .update(JSON.stringify([chosen?.source.title, chosen?.settings, assumeRole, stsEndpoint, variables]))
    .digest("hex");
}

/**
 * Returns the names of the environment variables that can lead the same settings to different identities: those that
 * the source reads, and those that complete a role.
 */
function identifyingVariables({ chosen, assumeRole }: CredentialSettings): string[] {
  return [
    ...(chosen?.source.variables ?? DEFAULT_SOURCES.flatMap(({ variables }) => variables)),
    ...(assumeRole === undefined ? [] : Object.values(ASSUME_ROLE_MEMBERS).flat()),
  ];
}
