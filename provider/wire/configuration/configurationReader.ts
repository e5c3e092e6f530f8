import type { ConfigReader, Environment } from "./settings";

type Read<T> = (stack: ConfigReader | undefined, environment: Environment) => T;

/**
 * Wraps a function that reads a configuration. The wrapper returns the same object until one of the values that were
 * read changes, so the object can serve as a cache key. Checking the values for changes costs a fraction of reading the
 * configuration again.
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
 * Tells whether every value that was read is still the same. No other value matters, because the choice of values to
 * read depends only on those already read.
 */
function agrees(notes: ReadonlyMap<string, string | undefined>, read: ConfigReader | undefined): boolean {
  for (const [key, value] of notes) {
    if (read?.(key) !== value) return false;
  }
  return true;
}
