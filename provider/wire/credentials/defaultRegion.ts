import { type Environment, onlyVariables } from "../configuration/settings";
import type { CredentialSettings } from "./chooseSource";

/**
 * Returns the region for calls whose arguments name none. A region in stack config or the environment takes precedence.
 * Otherwise it is the `region_id` of the configured profile, as in the existing provider. A file is read only in that
 * case.
 * @throws DbsError of kind `credentials` if the configured profile can't be read
 */
export async function defaultRegion(
  { region, credentials: { chosen } }: { region?: string; credentials: CredentialSettings },
  environment: Environment,
): Promise<string | undefined> {
  return (
    region ?? (await chosen?.source.region?.(chosen.settings, onlyVariables(environment, chosen.source.variables)))
  );
}
