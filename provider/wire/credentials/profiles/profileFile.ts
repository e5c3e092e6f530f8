import { setTimeout } from "node:timers/promises";
import { DbsError } from "../../../core/errors";
import type { Setting } from "../../../core/setting";
import { credentialFailure } from "../credentialFailure";
import { type ReadBytes, readTextFile } from "../files/readTextFile";
import { type ProfileFields, type Profiles, parseProfiles } from "./parseProfiles";

/** Milliseconds before a file that does not parse is read again. Tools rewrite it in place, so it may be half written. */
const HALF_WRITTEN = 50;

/** One profile of a credentials file. */
export interface Profile {
  name: string;
  /** Path of the file. */
  file: string;
  format: Profiles["format"];
  /** Names the profile in messages: `profile "x" in ~/.aliyun/config.json`. */
  description: string;
  fields: ProfileFields;
  /** Returns another profile of the same file, or `undefined` if the file has none of that name. */
  sibling(name: string): Profile | undefined;
}

/** The profiles of a credentials file. */
export interface ProfileFile {
  isEmpty: boolean;
  /**
   * Returns a profile.
   * @param name - default: the file's current profile, which in an INI file is `default`
   * @throws DbsError of kind `credentials`. Its message shows neither the name nor those in the file, because a secret
   *   may stand in the place of a name
   */
  profile(name?: Setting): Profile;
}

/**
 * Reads a credentials file.
 * @param shown - the file as messages name it
 * @param read - default: Node.js's `readFile`
 * @throws DbsError of kind `credentials`. Its message shows nothing of the file's content
 */
export async function readProfileFile(path: string, shown: string, read?: ReadBytes): Promise<ProfileFile> {
  const parsed = await readSettled(path, shown, read);
  if (typeof parsed === "string") {
    throw new DbsError("credentials", `${shown} ${parsed}`);
  }
  const { profiles, current, format } = parsed;
  const find = (name: string): Profile | undefined => {
    const fields = profiles.get(name);
    const description = `profile "${name}" in ${shown}`;
    return fields && { name, file: path, format, description, fields, sibling: find };
  };
  return {
    isEmpty: profiles.size === 0,
    profile(name) {
      const found = find(name?.value ?? current);
      if (found === undefined) {
        throw new DbsError("credentials", `${shown} ${missing(name?.source, parsed)}`);
      }
      return found;
    },
  };
}

async function readSettled(path: string, shown: string, read?: ReadBytes): Promise<Profiles | string> {
  try {
    const text = await readTextFile(path, read);
    const parsed = parseProfiles(text);
    if (typeof parsed !== "string" && text.trim() !== "") {
      return parsed;
    }
    await setTimeout(HALF_WRITTEN);
    return parseProfiles(await readTextFile(path, read));
  } catch (error) {
    throw credentialFailure(shown, error);
  }
}

function missing(source: string | undefined, { profiles, current, format }: Profiles): string {
  if (profiles.size === 0) {
    return "has no profiles";
  }
  const count = `it has ${profiles.size === 1 ? "one other profile" : `${profiles.size} others`}`;
  if (source !== undefined) {
    return `has no profile of the name that ${source} gives; ${count}`;
  }
  return format === "INI" || current === "default"
    ? `has no profile "default"; ${count}, of which a setting can name one`
    : `has no profile of the name that its "current" gives; ${count}`;
}
