import { DbsError } from "../../core/errors";
import { omitUndefined } from "../../core/omitUndefined";
import type { Setting } from "../../core/setting";
import { type Environment, environmentSetting } from "../configuration/settings";

/** Session name to use if none is configured. It appears in the audit trail. */
export const SESSION_NAME = "pulumi-alicloud-dbs";

type Texts<Name extends string> = Partial<Record<Name, string>>;

/** A role, as described by a setting and the environment. */
interface RoleTexts<Name extends string> {
  /** Members that the setting itself contains. */
  given: Texts<Name>;
  /** The same members, completed with those from the environment. */
  filled: Texts<Name>;
  durationSeconds: number | undefined;
}

/**
 * Parses a setting that describes a role as a JSON object.
 * @param members - the known members, each with the environment variables that supply it if the setting does not
 * @throws DbsError of kind `credentials`
 */
export function readRole<Name extends string>(
  setting: Setting,
  members: Readonly<Record<Name | "sessionExpiration", readonly string[]>>,
  environment: Environment,
): RoleTexts<Name> {
  const names = Object.keys(members) as (Name | "sessionExpiration")[];
  const problem = (reason: string) => new DbsError("credentials", `${setting.source}: ${reason}`);
  const given = parseTexts(setting.value, names, problem);
  const filled: Texts<Name | "sessionExpiration"> = omitUndefined(
    Object.fromEntries(
      names.map((name) => [name, given[name] ?? environmentSetting(environment, members[name])?.value]),
    ),
  ) as Texts<Name | "sessionExpiration">;
  return { given, filled, durationSeconds: readSeconds(filled.sessionExpiration, problem) };
}

type Problem = (reason: string) => DbsError;

/** Parses the members as strings. An unknown member is an error, because it would otherwise be ignored silently. */
function parseTexts<Name extends string>(text: string, known: readonly Name[], problem: Problem): Texts<Name> {
  const allowed = known.join(", ");
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw problem(`the value is not JSON; write a JSON object with any of ${allowed}`);
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw problem(`the value is not a JSON object; write one with any of ${allowed}`);
  }
  const texts: Texts<string> = {};
  for (const [name, member] of Object.entries(parsed)) {
    if (!known.some((each) => each === name)) {
      // The name may be a misplaced secret, so it is not shown.
      throw problem(`a member of the object is not known; use any of ${allowed}`);
    }
    if (member !== null && typeof member !== "string" && typeof member !== "number") {
      throw problem(`${name} must be a string or a number`);
    }
    const value = String(member ?? "").trim();
    if (value !== "") {
      texts[name] = value;
    }
  }
  return texts as Texts<Name>;
}

/** Parses the duration of a session in seconds. The limits are those of the existing provider. */
function readSeconds(text: string | undefined, problem: Problem): number | undefined {
  if (text === undefined || text === "0") {
    return undefined;
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 900 || value > 43_200) {
    const shown = Number.isFinite(value) ? value : "not a number";
    throw problem(`sessionExpiration is ${shown}; use a whole number of seconds from 900 to 43200`);
  }
  return value;
}
