import { z } from "zod";
import { isRegionCode } from "../regionCode";
import { showValue } from "../text/showValue";
import { parseDatasourceId } from "./datasourceId";
import { DURATION_FORMS, parseDuration } from "./duration";
import { parseTime, TIME_FORMS } from "./time";

/** A field read by `read`, which gives `undefined` for what is not allowed; the reason names value and what is allowed. */
function field<T>(
  allowed: string,
  read: (value: unknown) => T | undefined,
  hint: (value: unknown) => string = () => "",
) {
  return z.unknown().transform((value, context): T => {
    const result = read(value);
    if (result === undefined) {
      context.addIssue({ code: "custom", message: `is ${showValue(value)}; allowed is ${allowed}${hint(value)}` });
      return z.NEVER;
    }
    return result;
  });
}

/** One of a closed list of words, as the API spells them. */
export function wordField<const W extends readonly string[]>(words: W) {
  return field<W[number]>(words.join(", "), (value) => words.find((word) => word === value));
}

/** Text that the service uses as an identifier: not empty, no white space or control characters. */
export const identifierField = field("text without blanks, not empty", (value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is refused
  typeof value === "string" && value.length <= 512 && /^[^\s\u0000-\u001f\u007f]+$/.test(value) ? value : undefined,
);

export const regionField = field("a region's code like cn-hangzhou", (value) =>
  typeof value === "string" && isRegionCode(value) ? value : undefined,
);

export const datasourceField = field("ds-<instance>_<region>, for example ds-rm-bp1_cn-hangzhou", (value) =>
  parseDatasourceId(value) === undefined ? undefined : (value as string),
);

/** Milliseconds since the epoch. */
export const timeField = field(TIME_FORMS, parseTime, (value) =>
  Object.prototype.toString.call(value) === "[object Object]" && Object.keys(value as object).length === 0
    ? ". pulumi.output(date) has lost the date: give the Date itself, its ISO 8601 text, or make it within apply"
    : "",
);

/** Milliseconds. */
export const durationField = field(DURATION_FORMS, parseDuration);

/** Milliseconds, more than none. */
export const positiveDurationField = field(
  `more than 0: ${DURATION_FORMS}`,
  (value) => parseDuration(value) || undefined,
);

export function integerField(least: number) {
  return field(`a whole number of at least ${least}`, (value) =>
    typeof value === "number" && Number.isSafeInteger(value) && value >= least ? value : undefined,
  );
}

/** Identifiers, at least one; one that is given twice is meant once. */
export const identifiersField = field("a list of at least one task id", (value) =>
  Array.isArray(value) && value.length > 0 && value.every((id) => identifierField.safeParse(id).success)
    ? [...new Set<string>(value)]
    : undefined,
);

export const anythingField = z.unknown();
