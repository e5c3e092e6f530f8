import * as z from "zod/mini";
import { isRegionCode } from "../regionCode";
import { showValue } from "../text/showValue";
import { parseDatasourceId } from "./datasourceId";
import { DURATION_FORMS, parseDuration } from "./duration";
import { parseTime, TIME_FORMS } from "./time";

/** Creates a field whose values are parsed by `read`, which returns `undefined` for a value that is not allowed. */
function field<T>(
  expected: string,
  read: (value: unknown) => T | undefined,
  hint: (value: unknown) => string = () => "",
) {
  return z.transform((value, { issues }): T => {
    const result = read(value);
    if (result !== undefined) return result;
    const message = `is ${showValue(value)}, but must be ${expected}${hint(value)}`;
    issues.push({ code: "custom", message, input: value });
    return z.NEVER;
  });
}

/** Creates a field that accepts one word from a fixed list, spelled as in the API. */
export function wordField<const W extends readonly string[]>(words: W) {
  return field<W[number]>(`one of ${words.join(", ")}`, (value) => words.find((word) => word === value));
}

/** Creates a field that accepts one word from a fixed list, in any letter case. */
export function anyCaseField<const W extends readonly string[]>(words: W) {
  return field<W[number]>(`one of ${words.join(", ")}`, (value) =>
    typeof value === "string" ? words.find((word) => word === value.toLowerCase()) : undefined,
  );
}

/** An identifier of the service: text that is not empty and has no white space or control characters. */
export const identifierField = field("a non-empty string without spaces", (value) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to refuse
  typeof value === "string" && value.length <= 512 && /^[^\s\u0000-\u001f\u007f]+$/.test(value) ? value : undefined,
);

export const regionField = field("a region code such as cn-hangzhou", (value) =>
  typeof value === "string" && isRegionCode(value) ? value : undefined,
);

export const datasourceField = field(
  "of the form ds-<instance>_<region>, for example ds-rm-bp1_cn-hangzhou",
  (value) => (parseDatasourceId(value) === undefined ? undefined : (value as string)),
);

/** Tells that an empty object was given, which is what is left of a Date in an Output. */
const lostDateHint = (value: unknown) =>
  Object.prototype.toString.call(value) === "[object Object]" && Object.keys(value as object).length === 0
    ? ". pulumi.output(date) loses the date; pass the Date itself or its ISO 8601 string, or create the Date inside apply"
    : "";

/** A point in time. Its parsed value is in milliseconds since the epoch. */
export const timeField = field(TIME_FORMS, parseTime, lostDateHint);

/**
 * The earliest creation time. Its parsed value is in milliseconds since the epoch, rounded down to the whole second: the
 * list has whole seconds, but the answer that creates a task has milliseconds. Without this, the creation time taken
 * from that answer would leave out the task itself.
 */
export const startTimeField = field(
  TIME_FORMS,
  (value) => {
    const ms = parseTime(value);
    return ms === undefined ? undefined : ms - (ms % 1000);
  },
  lostDateHint,
);

/** A duration. Its parsed value is in milliseconds. */
export const durationField = field(DURATION_FORMS, parseDuration);

/** A duration of more than 0. Its parsed value is in milliseconds. */
export const positiveDurationField = field(
  `a duration greater than 0 (${DURATION_FORMS})`,
  (value) => parseDuration(value) || undefined,
);

const [SHORTEST_LINK, LONGEST_LINK] = [300_000, 86_400_000];

/** The time for which a link is valid. Its parsed value is in milliseconds. */
export const linkDurationField = field(`a duration from 5m to 24h (${DURATION_FORMS})`, (value) => {
  const ms = parseDuration(value);
  return ms !== undefined && ms >= SHORTEST_LINK && ms <= LONGEST_LINK ? ms : undefined;
});

/** @param hint - added to the message for a whole number below `least` */
export function integerField(least: number, hint = "") {
  return field(
    `a whole number of at least ${least}`,
    (value) => (Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : undefined),
    (value) => (Number.isSafeInteger(value) ? hint : ""),
  );
}

/** The id of a task. The id of a `DownloadTask` resource, which has colons, is an easy mistake. */
export const taskIdField = identifierField.check(
  z.refine((id) => !id.includes(":"), {
    error: ({ input }) => `is ${showValue(input)}, which is a DownloadTask's id; give its taskId`,
  }),
);

/** Tells that the id of a resource was given, which is the text with colons that Pulumi shows as its id. */
const resourceIdHint = (value: unknown) =>
  typeof value === "string" && value.includes(":")
    ? `. ${showValue(value)} is a DownloadTask's id; give its taskId`
    : "";

/** A list of at least one task id. Duplicates are dropped. */
export const identifiersField = field(
  "a list of at least one task id",
  (value) =>
    Array.isArray(value) && value.length > 0 && value.every((id) => taskIdField.safeParse(id).success)
      ? [...new Set<string>(value)]
      : undefined,
  (value) => (Array.isArray(value) ? (value.map(resourceIdHint).find((hint) => hint !== "") ?? "") : ""),
);

export const booleanField = field("true or false", (value) => (typeof value === "boolean" ? value : undefined));

export const anythingField = z.unknown();
