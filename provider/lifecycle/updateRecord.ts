import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";

/**
 * Returns the record of a resource with the new inputs. Its outputs stay the same. `diffInputs` never asks for an
 * update. If an engine makes one nevertheless, a host without this function would record the inputs alone.
 */
export function updateRecord(
  { inputsOf, outputs }: Pick<RecordedResource, "inputsOf" | "outputs">,
  olds: Properties,
  news: Properties,
): { outs: Properties } {
  return { outs: { ...inputsOf(news), ...Object.fromEntries(outputs.map((name) => [name, olds[name]])) } };
}
