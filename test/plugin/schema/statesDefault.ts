import { isDeepStrictEqual } from "node:util";
import { parseDuration } from "../../../provider/core/arguments/duration";

const DURATION = /`?(\d+)\s?(milliseconds?|seconds?|minutes?|hours?|ms|s|m|h)\b`?/g;

/**
 * Tells whether a text states a default value. A number of milliseconds must stand there as a duration, a word or each
 * word of a list in backticks, a count at the start of what follows `Default:`.
 * @param text - a description, whose part after `Default:` counts, or a cell of a table
 */
export function statesDefault(text: string, value: unknown): boolean {
  const stated = text.includes("Default:") ? (text.split("Default:")[1] as string) : text;
  if (Array.isArray(value)) return value.every((each) => statesDefault(text, each));
  if (typeof value === "string") {
    return (
      stated.includes(`\`${value}\``) || stated.includes(`"${value}"`) || text.includes(`\`${value}\`, the default`)
    );
  }
  if (typeof value === "object" && value !== null) {
    const shown = /`(\{.*?\})`/.exec(stated)?.[1]?.replace(/(\w+):/g, '"$1":');
    return shown !== undefined && isDeepStrictEqual(JSON.parse(shown), value);
  }
  const durations = [...stated.matchAll(DURATION)].map(([, count, unit = ""]) =>
    parseDuration(`${count}${unit.startsWith("milli") || unit === "ms" ? "ms" : unit.charAt(0)}`),
  );
  return durations.length > 0 ? durations.includes(value as number) : Number(/^\s*`?(\d+)/.exec(stated)?.[1]) === value;
}
