import type { ConfigReader, Environment } from "./settings";

type Read<T> = (stack: ConfigReader | undefined, environment: Environment) => T;

/**
 * Wraps a function that reads a configuration, so that it returns the same object until one of the values that it read
 * changes. The object can then serve as the key of whatever is derived from the configuration. Checking the values for
 * changes costs a fraction of reading the configuration.
 */
export function createConfigurationReader<T>(read: Read<T>): Read<T> {
  let known: { configuration: T } | undefined;
  let ofStack = new Map<string, string | undefined>();
  let ofEnvironment = new Map<string, string | undefined>();

  return (stack, environment) => {
    if (known !== undefined && agrees(ofStack, stack) && agrees(ofEnvironment, (name) => environment[name])) {
      return known.configuration;
    }
    known = undefined;
    ofStack = new Map();
    ofEnvironment = new Map();
    const configuration = read(
      (key) => noted(ofStack, key, stack?.(key)),
      new Proxy(environment, { get: (_, name) => noted(ofEnvironment, String(name), environment[String(name)]) }),
    );
    known = { configuration };
    return configuration;
  };
}

function noted(notes: Map<string, string | undefined>, key: string, value: string | undefined): string | undefined {
  notes.set(key, value);
  return value;
}

/**
 * Tells whether each value that was read is still the same. Which values are read depends only on those values, so no
 * other value matters.
 */
function agrees(notes: ReadonlyMap<string, string | undefined>, read: ConfigReader | undefined): boolean {
  for (const [key, value] of notes) {
    if (read?.(key) !== value) return false;
  }
  return true;
}
