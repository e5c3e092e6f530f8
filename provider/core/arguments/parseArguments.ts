import * as z from "zod/mini";
import { type ArgumentIssue, DbsError } from "../errors";
import { omitNothing } from "../omitNothing";
import { omitUndefined } from "../omitUndefined";
import { showValue } from "../text/showValue";

/** Result of parsing arguments: the value, or every problem that was found. */
export type Parsed<T> = { value: T; issues?: undefined } | { value?: undefined; issues: ArgumentIssue[] };

/** Creates the error for invalid arguments. Its message names every problem. */
export function argumentsError(what: string, issues: readonly ArgumentIssue[]): DbsError {
  const list = issues.map(({ property, reason }) => `${property} ${reason}`).join(". ");
  return new DbsError("arguments", `${what}: ${list}`, { issues });
}

/** Records a problem with one argument. */
export type Report = (property: string, reason: string) => void;

/**
 * Parses each argument independently, so that a bad one does not hide problems in the others.
 * @param complete - builds the value from the arguments that were parsed, and reports conflicts between them
 */
export function parseArguments<S extends z.core.$ZodShape, T>(
  shape: S,
  args: unknown,
  complete: (given: z.output<z.ZodMiniObject<S>>, report: Report) => T,
): Parsed<T> {
  const issues: ArgumentIssue[] = [];
  // Only the first problem with an argument is reported, because one is enough to act on.
  const report: Report = (property, reason) => {
    if (!issues.some((issue) => issue.property === property)) {
      issues.push({ property, reason });
    }
  };
  if (args !== undefined && (typeof args !== "object" || args === null || Array.isArray(args))) {
    return { issues: [{ property: "args", reason: `is ${showValue(args)}, but must be an object` }] };
  }
  const given: Record<string, unknown> = omitNothing((args ?? {}) as Record<string, unknown>);
  for (const property of Object.keys(given).filter((name) => !Object.hasOwn(shape, name))) {
    const isOutput = property === "ids" || property === "tasks";
    const hint = isOutput ? "to select tasks by their ids, set taskIds" : "check the spelling";
    report(property, `is not a known argument; ${hint}`);
  }
  const read: Record<string, unknown> = { ...defaultsOf(shape) };
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
  const value = complete(read as z.output<z.ZodMiniObject<S>>, report);
  return issues.length > 0 ? { issues } : { value };
}

const defaults = new WeakMap<z.core.$ZodShape, Readonly<Record<string, unknown>>>();

/**
 * Returns the default values of a shape by parsing an empty object, which works because no field is required on its
 * own. Callers omit most arguments, so the defaults are computed only once for each shape.
 */
function defaultsOf(shape: z.core.$ZodShape): Readonly<Record<string, unknown>> {
  let found = defaults.get(shape);
  if (found === undefined) {
    found = omitUndefined(z.parse(z.object(shape), {}) as Record<string, unknown>);
    defaults.set(shape, found);
  }
  return found;
}
