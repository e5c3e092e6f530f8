import { isDeepStrictEqual } from "node:util";
import type { ArgumentIssue } from "../core/errors";
import { omitNothing } from "../core/omitNothing";
import type { Properties } from "./properties";
import type { RecordedResource } from "./recordedResource";
import { refusedInputs } from "./refusedInput";
import { splitUnknowns } from "./splitUnknowns";

/**
 * Checks the inputs of a resource. An input that is not known yet during a preview is not a problem. The inputs with
 * which a resource was recorded are not checked again.
 * @param olds - the inputs of the recorded resource, or an empty object if there is none
 */
export async function checkInputs(
  resource: RecordedResource,
  olds: Properties,
  inputs: Properties,
): Promise<{ inputs: Properties; failures: ArgumentIssue[] }> {
  const { inputsOf } = resource;
  const isRecorded = Object.keys(olds).length > 0;
  if (isRecorded && isDeepStrictEqual(inputsOf(olds), inputsOf(inputs))) {
    return { inputs, failures: [] };
  }
  const refused = refusedInputs(inputsOf(inputs));
  const { known, unknown } = splitUnknowns(withoutRoots(inputsOf(inputs), refused));
  const parser = await resource.loadParser();
  const issues = unknown.length + refused.length > 0 ? parser.partialIssues(known) : parser.issues(known);
  const named = issues.map((issue) => (issue.property in known ? issue : inWords(issue)));
  return { inputs, failures: [...outputsAsInputs(resource, inputs), ...refused.map(inWords), ...named] };
}

/** Returns the inputs without those that hold a refused part. */
function withoutRoots(inputs: Properties, refused: readonly ArgumentIssue[]): Properties {
  const roots = refused.map(({ property }) => property.split(/[.[]/)[0]);
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => !roots.includes(name)));
}

/**
 * Moves the name of the input into the sentence. Next to a property, the engine shows the property's value. That would
 * be a placeholder, or `<nil>` for an input that is missing and for a part of one.
 */
function inWords({ property, reason }: ArgumentIssue): ArgumentIssue {
  return { property: "", reason: `${property} ${reason}` };
}

/** A transform may set an output's name, which would otherwise be dropped without a word. */
function outputsAsInputs({ outputs, outputAsInput }: RecordedResource, inputs: Properties): ArgumentIssue[] {
  const given = omitNothing(inputs);
  return outputs.filter((name) => name in given).map((property) => ({ property, reason: outputAsInput }));
}
