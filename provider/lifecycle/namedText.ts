import { hideInputs } from "../core/text/hideInputs";
import { withName } from "./withName";

/**
 * Returns a message about a resource as its row shows it: with the resource's name, and without its secrets.
 * @param secrets - strings that must never appear, taken from inputs that the program marked as secret
 */
export function namedText(name: string, text: string, secrets: readonly string[]): string {
  return hideInputs(withName(name, text), secrets);
}
