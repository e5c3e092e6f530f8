import { parseDatasourceId } from "../core/arguments/datasourceId";
import { parseTime } from "../core/arguments/time";
import type { ArgumentIssue } from "../core/errors";
import { markSecret } from "../core/pulumiMarks";
import { hideInputs } from "../core/text/hideInputs";
import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";

/**
 * Property with the names of the inputs that the program marked as secret. Pulumi's dynamic host gets all inputs in the
 * clear, so without it the host could neither hide them in its errors nor mark the outputs that repeat them.
 */
export const SECRET_INPUTS = "__secretInputs";

/**
 * Returns the problems that a check found, without the secret inputs. The engine (3.259) shows the value of the property
 * that a problem names, even if it is secret. A problem with a secret input therefore names it in its reason instead.
 */
export function withoutSecretValues(issues: readonly ArgumentIssue[], inputs: Properties): ArgumentIssue[] {
  const names = namesIn(inputs);
  const secrets = secretTexts(inputs);
  return issues.map(({ property, reason }) => {
    const shown = hideInputs(reason, secrets);
    const [root = property] = property.split(/[.[]/);
    return names.includes(root) ? { property: "", reason: `${property} ${shown}` } : { property, reason: shown };
  });
}

/** Returns the strings in the secret inputs of a resource, and the other forms in which messages name them. */
export function secretTexts(inputs: Properties): string[] {
  const names = namesIn(inputs);
  return secretForms(names.flatMap((name) => valuesIn(inputs[name])));
}

/**
 * Runs a step of a resource in a host that gets all inputs in the clear. An error of the step names no secret input.
 */
export async function keepSecrets<T>(inputs: Properties, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const secrets = secretTexts(inputs);
    // Throw a new error. The original is shared with other resources, and its facts and stack hold the message too.
    throw secrets.length === 0 ? error : new Error(hideInputs((error as Error).message, secrets));
  }
}

/**
 * Returns the strings among secret values, and the other forms in which messages name the values. Messages name the
 * instance that a `datasourceId` contains, and write every time as ISO 8601 in UTC, or as the service does, in
 * milliseconds.
 */
export function secretForms(values: readonly unknown[]): string[] {
  const texts = values.filter((value) => typeof value === "string");
  const instances = texts.flatMap((text) => parseDatasourceId(text)?.instanceName ?? []);
  const times = values.map(parseTime).filter((time) => time !== undefined);
  const forms = times.flatMap((time) => [new Date(time).toISOString(), String(time)]);
  return [...new Set([...texts, ...instances, ...forms])];
}

/**
 * Returns a record in which the outputs that may repeat a secret input are secret. Outputs of the same name as an input
 * are marked by the engine itself.
 */
export function withSecretOutputs(
  record: Properties,
  inputs: Properties,
  repeating: RecordedResource["repeating"],
): Properties {
  const names = namesIn(inputs);
  const secret = Object.entries(repeating)
    .filter(([, of]) => (of === "any" ? names.length > 0 : names.some((name) => of.includes(name))))
    .map(([output]) => output)
    .filter((output) => record[output] !== undefined);
  return { ...record, ...Object.fromEntries(secret.map((name) => [name, markSecret(record[name])])) };
}

function namesIn({ [SECRET_INPUTS]: names }: Properties): string[] {
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}

/** Returns everything in a value that is neither a list nor an object. */
function valuesIn(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesIn) : [value];
}
