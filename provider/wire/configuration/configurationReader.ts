import { type Configuration, readConfiguration } from "./configuration";
import type { ConfigReader, Environment } from "./settings";

/**
 * Makes a `readConfiguration` that gives the very same object while all that it was read from says the same: what rests on
 * a configuration can be kept by it. Looking whether anything has changed costs a fraction of reading it anew.
 */
export function createConfigurationReader(): (
  stack: ConfigReader | undefined,
  environment: Environment,
) => Configuration {
  let known: Configuration | undefined;
  let ofStack = new Map<string, string | undefined>();
  let ofEnvironment = new Map<string, string | undefined>();

  return (stack, environment) => {
    if (known !== undefined && says(ofStack, stack) && says(ofEnvironment, (name) => environment[name])) {
      return known;
    }
    known = undefined;
    ofStack = new Map();
    ofEnvironment = new Map();
    known = readConfiguration(
      (key) => noted(ofStack, key, stack?.(key)),
      new Proxy(environment, { get: (_, name) => noted(ofEnvironment, String(name), environment[String(name)]) }),
    );
    return known;
  };
}

function noted(notes: Map<string, string | undefined>, key: string, value: string | undefined): string | undefined {
  notes.set(key, value);
  return value;
}

/** Which values are read depends on the values alone: those that were read tell the whole. */
function says(notes: ReadonlyMap<string, string | undefined>, read: ConfigReader | undefined): boolean {
  for (const [key, value] of notes) {
    if (read?.(key) !== value) return false;
  }
  return true;
}
