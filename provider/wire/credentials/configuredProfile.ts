import type { CredentialBase } from "./credentialSettings";
import { cliConfigFile, type Profile, readProfile } from "./profileFile";
import type { Environment } from "./settings";

/**
 * Reads the profile that is configured; without a file's name, from the command-line tool's.
 * @throws DbsError of kind `credentials`, which names the setting that names the file
 */
export async function configuredProfile(
  { file, profile }: Extract<CredentialBase, { kind: "profile" }>,
  environment: Environment,
): Promise<Profile> {
  return await readProfile(file?.value ?? cliConfigFile(environment), profile?.value, environment, file?.source);
}
