import type { DbsError } from "../../../core/errors";
import type { Absent } from "../defaultSource";
import type { FetchedCredentials, SendCredentialRequest } from "../fetchedCredentials";
import type { SourceTools } from "../sourceTools";
import { profileCredentials } from "./profileCredentials";
import { type ProfileFile, readProfileFile } from "./profileFile";

/**
 * Fetches the credentials of the current profile in a credentials file. A missing file, a file without profiles, or an
 * empty profile counts as absent.
 * @param path - undefined if there is no home directory
 * @param shown - the file as messages name it
 */
export async function currentProfile(
  path: string | undefined,
  shown: string,
  { stsEndpoint }: SourceTools,
  send: SendCredentialRequest,
): Promise<FetchedCredentials | Absent> {
  if (path === undefined) {
    return { absent: "there is no home directory" };
  }
  let file: ProfileFile;
  try {
    file = await readProfileFile(path, shown);
  } catch (error) {
    if ((error as DbsError).code === "ENOENT") {
      return { absent: "file not found" };
    }
    throw error;
  }
  if (file.isEmpty) {
    return { absent: "the file has no profiles" };
  }
  const profile = file.profile();
  const { mode, access_key_id: id, access_key_secret: secret } = profile.fields;
  if ((mode === "AK" || !mode) && !id && !secret) {
    // The command-line tool writes such a profile when it first starts.
    return { absent: "the current profile is empty" };
  }
  return profileCredentials(profile, stsEndpoint)(send);
}
