import { z } from "zod";
import { type ArgumentIssue, DbsError } from "../errors";
import { omitUndefined } from "../omitUndefined";
import { showValue } from "../text/showValue";

/** Result of reading somebody's words: the value, or every problem that was found. */
export type Parsed<T> = { value: T; issues?: undefined } | { value?: undefined; issues: ArgumentIssue[] };

/** The error for arguments that can't be used; its message names every problem. */
export function argumentsError(what: string, issues: readonly ArgumentIssue[]): DbsError {
  const list = issues.map(({ property, reason }) => `${property} ${reason}`).join("; ");
  return new DbsError("arguments", `${what}: ${list}`, { issues });
}

/** Notes a problem with one argument. */
export type Report = (property: string, reason: string) => void;

/** Reads arguments by their fields, each by itself, then completes what stands between them. */
export function parseArguments<S extends z.ZodRawShape, T>(
  shape: S,
  words: unknown,
  complete: (given: z.output<z.ZodObject<S>>, report: Report) => T,
): Parsed<T> {
  const issues: ArgumentIssue[] = [];
  // What is wrong with an argument by itself says enough about it.
  const report: Report = (property, reason) => {
    if (!issues.some((issue) => issue.property === property)) {
      issues.push({ property, reason });
    }
  };
  if (words !== undefined && (typeof words !== "object" || words === null || Array.isArray(words))) {
    return { issues: [{ property: "args", reason: `is ${showValue(words)}; allowed is an object` }] };
  }
  const given: Record<string, unknown> = omitUndefined((words ?? {}) as Record<string, unknown>);
  for (const property of Object.keys(given).filter((name) => !Object.hasOwn(shape, name))) {
    report(property, "is no argument of this call: check its spelling");
  }
  const read: Record<string, unknown> = { ...defaultsOf(shape) };
  // Each by itself, so that a bad one does not hide what is wrong between the others.
  for (const property of Object.keys(shape)) {
    const value = given[property];
    if (value === undefined) continue;
    const result = z.safeParse(shape[property] as z.core.$ZodType, value);
    if (result.success) {
      read[property] = result.data;
    } else {
      report(
        property,
        result.error.issues
          .map(({ path, message }) => [...path.map((at) => `[${String(at)}]`), message].join(" "))
          .join(", "),
      );
    }
  }
  const value = complete(read as z.output<z.ZodObject<S>>, report);
  return issues.length > 0 ? { issues } : { value };
}

const defaults = new WeakMap<z.ZodRawShape, Readonly<Record<string, unknown>>>();

/** What a shape makes of arguments that are not given, which none requires by itself. That is most of them: asked once. */
function defaultsOf(shape: z.ZodRawShape): Readonly<Record<string, unknown>> {
  let found = defaults.get(shape);
  if (found === undefined) {
    found = omitUndefined(z.parse(z.object(shape), {}) as Record<string, unknown>);
    defaults.set(shape, found);
  }
  return found;
}
