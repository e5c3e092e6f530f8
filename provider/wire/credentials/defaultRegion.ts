import type { Configuration } from "./configuration";
import { profileRegion } from "./profileRegion";
import type { Environment } from "./settings";

/**
 * The region where no argument says one: of stack config or environment, else of the profile that is configured, as with
 * the existing provider. Reads a file only in that last case.
 * @throws DbsError of kind `credentials` when the configured profile can't be read
 */
export async function defaultRegion(
  { region, credentials }: Pick<Configuration, "region" | "credentials">,
  environment: Environment,
): Promise<string | undefined> {
  return region ?? (await profileRegion(credentials, environment))?.value;
}
