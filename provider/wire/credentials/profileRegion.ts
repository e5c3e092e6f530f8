import { configuredProfile } from "./configuredProfile";
import type { CredentialSettings } from "./credentialSettings";
import type { Environment, Setting } from "./settings";

/**
 * The region of the profile that is configured, `region_id` in its file: what the existing provider takes where no
 * region is set. Reads the file; undefined without a configured profile, or where the profile names no region.
 * @throws DbsError of kind `credentials` when there is no such profile
 */
export async function profileRegion(
  { base }: CredentialSettings,
  environment: Environment,
): Promise<Setting | undefined> {
  if (base?.kind !== "profile") {
    return undefined;
  }
  const { fields, description } = await configuredProfile(base, environment);
  const region = fields.region_id;
  return typeof region === "string" && region.trim() !== "" ? { value: region.trim(), source: description } : undefined;
}
