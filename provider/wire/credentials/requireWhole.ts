import { DbsError } from "../../core/errors";
import type { Setting } from "../../core/setting";
import type { Settings } from "../configuration/settings";
import type { ConfiguredSource } from "./configuredSource";

/**
 * Returns the settings of a complete source, and refuses one that lacks a key which it requires. The missing part is not looked for elsewhere, since it would belong
 * to another identity.
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
        `${Object.keys(keys).join(", ")} are taken as a set from one place: set them there, or none of them`,
    );
  }
  return settings as Settings & Record<string, Setting>;
}

/** Names a missing key as it would be spelled where another one was found. */
function nameBeside(found: string, key: string, variables: readonly string[] = []): string {
  const namespace = /^stack config (.+):/.exec(found)?.[1];
  return namespace === undefined ? (variables[0] ?? key) : `${namespace}:${key}`;
}
