import { parse as parseIni } from "ini";

/** The fields of a profile, named as in the command-line tool's file. */
export type ProfileFields = Readonly<Record<string, unknown>>;

/** The content of a credentials file. */
export interface Profiles {
  format: "JSON" | "INI";
  profiles: ReadonlyMap<string, ProfileFields>;
  /** Name of the profile to use if no setting names one. */
  current: string;
}

/** Maps the types of an INI file to the modes of the command-line tool's file. */
export const INI_MODES: ReadonlyMap<string, string> = new Map([
  ["access_key", "AK"],
  ["ecs_ram_role", "EcsRamRole"],
  ["ram_role_arn", "RamRoleArn"],
]);
/** Maps the keys of an INI file to the fields of the command-line tool's file. */
const INI_KEYS: ReadonlyMap<string, string> = new Map([
  ["role_name", "ram_role_name"],
  ["role_arn", "ram_role_arn"],
  ["role_session_name", "ram_session_name"],
]);

/**
 * Parses a credentials file. The same settings can name two kinds of file. The existing provider expects the
 * command-line tool's JSON, and the cloud's SDKs expect INI in `ALIBABA_CLOUD_CREDENTIALS_FILE`.
 * @returns the profiles, or what is wrong with the file, in words that hold nothing of its content
 */
export function parseProfiles(text: string): Profiles | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    // A section of an INI file begins with a bracket too, but not with one before a brace or a quote.
    return /^\s*(\{|\[\s*[{"[])/.test(text) ? "is neither valid JSON nor INI" : { format: "INI", ...readIni(text) };
  }
  return readJson(parsed);
}

function readJson(parsed: unknown): Profiles | string {
  if (parsed === null) {
    return { format: "JSON", profiles: new Map(), current: "default" };
  }
  if (typeof parsed !== "object" || Array.isArray(parsed)) {
    const what = Array.isArray(parsed) ? "a list" : `a ${typeof parsed}`;
    return `is ${what}; expected an object with "current" and "profiles"`;
  }
  const { profiles, current } = parsed as { profiles?: unknown; current?: unknown };
  const isEmpty = profiles === null || Object.keys(parsed).length === 0;
  if (!isEmpty && !Array.isArray(profiles)) {
    return 'has no "profiles" list; expected an object with "current" and "profiles"';
  }
  const objects = (isEmpty ? [] : (profiles as unknown[])).filter((each) => typeof each === "object" && each !== null);
  return {
    format: "JSON",
    profiles: new Map((objects as Record<string, unknown>[]).map((each) => [String(each.name), each])),
    current: typeof current === "string" && current !== "" ? current : "default",
  };
}

/** Reads an INI file as the credentials library reads it: with the same parser, which knows comments and quotes. */
function readIni(text: string): Omit<Profiles, "format"> {
  // The README of the credentials library has a comment behind a section's heading, which its parser does not know.
  const bare = text.replace(/^[ \t]*(\[[^\]\n]*\])[ \t]*(?:[#;].*)?$/gm, "$1");
  const profiles = new Map<string, ProfileFields>();
  addSections(parseIni(bare), [], profiles);
  return { profiles, current: "default" };
}

/** Adds the sections of a parsed INI file. The parser nests the section `a.b` in the section `a`. */
function addSections(within: object, path: readonly string[], profiles: Map<string, ProfileFields>): void {
  for (const [name, section] of Object.entries(within)) {
    if (typeof section !== "object" || section === null || Array.isArray(section)) continue;
    const values = Object.entries(section).filter(([, value]) => typeof value !== "object");
    const fields = values.map(([key, value]) => [INI_KEYS.get(key) ?? key, value]);
    const { type } = section as { type?: unknown };
    const mode = typeof type === "string" ? (INI_MODES.get(type) ?? type) : undefined;
    const here = [...path, name];
    if (values.length > 0) {
      profiles.set(here.join("."), Object.fromEntries([...fields, ...(mode === undefined ? [] : [["mode", mode]])]));
    }
    addSections(section, here, profiles);
  }
}
