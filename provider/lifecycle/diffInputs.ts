import { isDeepStrictEqual } from "node:util";
import { IMPORTED } from "./imported";
import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";

/** Names of the inputs that changed. */
export interface InputDiff {
  /** Those that replace the resource. */
  replaces: string[];
  /** Those that only say how to wait or how to reach the service. The state takes them without a request. */
  others: string[];
}

/**
 * Compares the inputs with which a resource was recorded to those that the program passes now. The same value in another
 * spelling replaces nothing.
 *
 * The record of an import lacks what the list did not show. It takes that over from the program.
 */
export async function diffInputs(resource: RecordedResource, olds: Properties, news: Properties): Promise<InputDiff> {
  const recorded = IMPORTED in olds ? resource.takeOver(resource.inputsOf(olds), resource.inputsOf(news)) : olds;
  const [before, after] = await comparable(resource, replacing(resource, recorded), replacing(resource, news));
  const replaces = resource.replacing.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return { replaces, others: otherChanges(resource, olds, news) };
}

/**
 * Returns the changed inputs that do not replace the resource. An input that the record lacks is no change: it may be one
 * that an import did not see, or a default that a host writes.
 */
function otherChanges({ inputsOf, replacing: names }: RecordedResource, olds: Properties, news: Properties): string[] {
  const [before, after] = [inputsOf(olds), inputsOf(news)];
  return Object.keys(before).filter((name) => !names.includes(name) && !isDeepStrictEqual(before[name], after[name]));
}

function replacing({ inputsOf, replacing: names }: RecordedResource, properties: Properties): Properties {
  return Object.fromEntries(Object.entries(inputsOf(properties)).filter(([name]) => names.includes(name)));
}

/**
 * Returns both sets of inputs in a normalized form. If either can't be parsed, for example because an input is not known
 * yet during a preview, both are returned unchanged.
 */
async function comparable(
  { loadParser }: RecordedResource,
  olds: Properties,
  news: Properties,
): Promise<[Properties, Properties]> {
  if (isDeepStrictEqual(olds, news)) {
    return [olds, news];
  }
  const { normalize } = await loadParser();
  const [old, now] = [normalize(olds), normalize(news)];
  return old === undefined || now === undefined ? [olds, news] : [old, now];
}
