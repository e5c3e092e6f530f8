import type { DbsError } from "../../../core/errors";
import type { Absent, DefaultTools } from "../defaultSource";
import type { FetchedCredentials } from "../fetchedCredentials";
import { profileCredentials } from "./profileCredentials";
import { type Profile, readProfile } from "./profileFile";

/**
 * Fetches the credentials of the current profile in a credentials file. A missing file or an empty profile counts as
 * absent.
 */
export async function currentProfile(
  file: string,
  { environment, send }: DefaultTools,
): Promise<FetchedCredentials | Absent> {
  let profile: Profile;
  try {
    profile = await readProfile(file, undefined, environment);
  } catch (error) {
    if ((error as DbsError).code === "ENOENT") {
      return { absent: "file not found" };
    }
    throw error;
  }
  const { mode, access_key_id: id, access_key_secret: secret } = profile.fields;
  if ((mode === "AK" || !mode) && !id && !secret) {
    // The command-line tool writes such a profile when it first starts.
    return { absent: `profile "${profile.name}" is empty` };
  }
  return profileCredentials(profile, send)();
}
