import { isDeepStrictEqual } from "node:util";
import { IMPORTED } from "./imported";
import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";

/**
 * Compares the inputs with which a resource was recorded to those that the program passes now. Inputs that do not
 * replace it, such as those that only say how to wait or how to reach the service, are no change. In a preview of an
 * update, all outputs would be unknown, so whatever uses the resource would appear as replaced. The state takes the new
 * inputs even if there is no change.
 *
 * The record of an import lacks what the list did not show. It takes that over from the program.
 */
export async function diffInputs(
  resource: RecordedResource,
  olds: Properties,
  news: Properties,
): Promise<{ changes: boolean; replaces: string[] }> {
  const recorded = IMPORTED in olds ? resource.takeOver(resource.inputsOf(olds), resource.inputsOf(news)) : olds;
  const [before, after] = await comparable(resource, replacing(resource, recorded), replacing(resource, news));
  const replaces = resource.replacing.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  return { changes: replaces.length > 0, replaces };
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
