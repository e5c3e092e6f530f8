import type { ConfigReader } from "./settings";

let reader: ConfigReader | undefined;

/**
 * Keeps the stack's configuration for this process. Pulumi's dynamic host gives it only to a provider that asks for it,
 * so without this a call in the `create` of a user's own provider would see none.
 */
export function keepHostConfiguration(given: ConfigReader): void {
  reader = given;
}

/** Returns the reader that was kept, or `undefined` if this process is a program or no provider has kept one yet. */
export function hostConfiguration(): ConfigReader | undefined {
  return reader;
}
