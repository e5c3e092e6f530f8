import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";

/**
 * Returns the record of a resource with the new inputs. Its outputs stay the same.
 */
export function updateRecord(
  { inputsOf, outputs }: Pick<RecordedResource, "inputsOf" | "outputs">,
  olds: Properties,
  news: Properties,
): { outs: Properties } {
  return { outs: { ...inputsOf(news), ...Object.fromEntries(outputs.map((name) => [name, olds[name]])) } };
}
