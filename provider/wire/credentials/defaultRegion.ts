import type { Configuration } from "../configuration/configuration";
import type { Environment } from "../configuration/settings";
import { readConfiguredProfile } from "./profileFile";

/**
 * The region where no argument says one: of stack config or environment, else `region_id` of the profile that is configured,
 * as with the existing provider. Reads a file only in that last case.
 * @throws DbsError of kind `credentials` when the configured profile can't be read
 */
export async function defaultRegion(
  { region, credentials: { base } }: Pick<Configuration, "region" | "credentials">,
  environment: Environment,
): Promise<string | undefined> {
  if (region !== undefined || base?.kind !== "profile") {
    return region;
  }
  const { region_id: ofProfile } = (await readConfiguredProfile(base, environment)).fields;
  return typeof ofProfile === "string" ? ofProfile.trim() || undefined : undefined;
}
