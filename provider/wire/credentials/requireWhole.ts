import { DbsError } from "../../core/errors";
import type { Setting } from "../../core/setting";
import type { Settings } from "../configuration/settings";
import type { ConfiguredSource } from "./configuredSource";

/**
 * Returns the settings of a source if every required key is set, and throws otherwise. A missing key is not looked up
 * elsewhere, because it would belong to another identity.
 * @throws DbsError of kind `credentials`
 */
export function requireWhole(
  { keys, requires }: ConfiguredSource,
  settings: Settings,
): Settings & Record<string, Setting> {
  const missing = requires.filter((key) => settings[key] === undefined);
  const found = Object.values(settings)[0]?.source ?? "";
  if (missing.length > 0) {
    throw new DbsError(
      "credentials",
      `${found} is set without ${missing.map((key) => nameBeside(found, key, keys[key])).join(" and ")}. ` +
        `${Object.keys(keys).join(", ")} must come from the same place. Set the missing ones there, or remove the others`,
    );
  }
  return settings as Settings & Record<string, Setting>;
}

/** Returns the name of a missing key, spelled as in the place where another key was found. */
function nameBeside(found: string, key: string, variables: readonly string[] = []): string {
  const namespace = /^stack config (.+):/.exec(found)?.[1];
  return namespace === undefined ? (variables[0] ?? key) : `${namespace}:${key}`;
}
