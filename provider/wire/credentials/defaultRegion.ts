import { type Environment, onlyVariables } from "../configuration/settings";
import type { CredentialSettings } from "./chooseSource";

/**
 * Finds the region for calls whose arguments name none: the one of stack config or environment, else `region_id` of the
 * profile that is configured, as with the existing provider. Reads a file only in that last case.
 * @throws DbsError of kind `credentials` when the configured profile can't be read
 */
export async function defaultRegion(
  { region, credentials: { chosen } }: { region?: string; credentials: CredentialSettings },
  environment: Environment,
): Promise<string | undefined> {
  return (
    region ?? (await chosen?.source.region?.(chosen.settings, onlyVariables(environment, chosen.source.variables)))
  );
}
