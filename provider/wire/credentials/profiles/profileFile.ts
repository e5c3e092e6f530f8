import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { DbsError } from "../../../core/errors";
import type { Environment } from "../../configuration/settings";
import { credentialFailure } from "../credentialFailure";

/** One profile of a credentials file. Its fields are named as in the command-line tool's file. */
export interface Profile {
  name: string;
  file: string;
  /** Names the profile in messages: `profile "x" in ~/.aliyun/config.json`. */
  description: string;
  fields: Readonly<Record<string, unknown>>;
  /** Returns another profile of the same file. */
  sibling(name: string): Profile;
}

/** Environment variables that name the home directory. */
export const HOME_VARIABLES = ["HOME", "USERPROFILE"];

export function homeDirectory(environment: Environment): string {
  return environment.HOME || environment.USERPROFILE || homedir();
}

/** Returns the path of the command-line tool's configuration file. */
export function cliConfigFile(environment: Environment): string {
  return join(homeDirectory(environment), ".aliyun", "config.json");
}

/**
 * Reads a profile from a credentials file. The same settings can name two kinds of file. The existing provider expects
 * the command-line tool's JSON, and the cloud's SDKs expect INI in `ALIBABA_CLOUD_CREDENTIALS_FILE`. A file that begins
 * with a brace is read as JSON.
 * @param name - name of the profile. Default: the file's current profile, which in an INI file is `default`
 * @param source - the setting that names the file, for messages; undefined if no setting does
 * @throws DbsError of kind `credentials`; its message shows nothing from the file except the names of profiles
 */
export async function readProfile(
  file: string,
  name: string | undefined,
  environment: Environment,
  source?: string,
): Promise<Profile> {
  const path = file.replace(/^~(?=\/|\\|$)/, () => homeDirectory(environment));
  const shown = file === cliConfigFile(environment) ? "~/.aliyun/config.json" : file;
  const named = source === undefined ? shown : `${shown} (${source})`;
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw credentialFailure(name === undefined ? `credentials file ${named}` : `profile "${name}" in ${named}`, error);
  }
  const { profiles, current } = text.trimStart().startsWith("{") ? readJson(text, named) : readIni(text);
  const find = (wanted: string): Profile => {
    const fields = profiles.get(wanted);
    if (fields === undefined) {
      const names = [...profiles.keys()].map((each) => `"${each}"`).join(", ");
      throw new DbsError(
        "credentials",
        `${named} has no profile "${wanted}"; ${names === "" ? "it has no profiles at all" : `it has ${names}`}`,
      );
    }
    return { name: wanted, file: path, description: `profile "${wanted}" in ${shown}`, fields, sibling: find };
  };
  return find(name ?? current);
}

interface Profiles {
  profiles: Map<string, Record<string, unknown>>;
  current: string;
}

function readJson(text: string, shown: string): Profiles {
  const problem = (reason: string) => new DbsError("credentials", `credentials file ${shown} ${reason}`);
  let parsed: { profiles?: unknown; current?: unknown };
  try {
    parsed = JSON.parse(text);
  } catch {
    throw problem("is neither valid JSON nor INI");
  }
  if (!Array.isArray(parsed.profiles)) {
    throw problem('has no "profiles" list');
  }
  const objects = parsed.profiles.filter((each) => typeof each === "object" && each !== null);
  return {
    profiles: new Map(objects.map((each) => [String(each.name), each])),
    current: typeof parsed.current === "string" && parsed.current !== "" ? parsed.current : "default",
  };
}

/** Maps the types and keys of an INI file to the modes and fields of the command-line tool's file. */
const INI_MODES: Record<string, string> = { access_key: "AK", ecs_ram_role: "EcsRamRole", ram_role_arn: "RamRoleArn" };
const INI_KEYS: Record<string, string> = {
  role_name: "ram_role_name",
  role_arn: "ram_role_arn",
  role_session_name: "ram_session_name",
};

function readIni(text: string): Profiles {
  const profiles = new Map<string, Record<string, unknown>>();
  let fields: Record<string, unknown> = {};
  for (const line of text.split(/\r?\n/)) {
    const section = /^\s*\[(.+)\]\s*$/.exec(line)?.[1]?.trim();
    const [, key, value = ""] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (section !== undefined) {
      fields = {};
      profiles.set(section, fields);
    } else if (key === "type") {
      fields.mode = INI_MODES[value] ?? value;
    } else if (key !== undefined) {
      fields[INI_KEYS[key] ?? key] = value;
    }
  }
  return { profiles, current: "default" };
}
