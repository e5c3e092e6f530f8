import { omitUndefined } from "../../core/omitUndefined";
import type { Setting } from "../../core/setting";

/**
 * Reads a stack config value by its full key, for example `alicloud-dbs:region`. Returns `undefined` if it is not set.
 * An object is returned as a JSON string.
 */
export type ConfigReader = ((key: string) => string | undefined) & {
  /** Returns the name of the place in which a key is set, for messages. Default: `stack config <key>`. */
  sourceOf?(key: string): string;
};

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Stack config keys without their namespace, each with its equivalent environment variables. The first variable that is
 * set wins.
 */
export type SettingKeys<Key extends string = string> = Readonly<Record<Key, readonly string[]>>;

/** Settings by key. A key that is not set is absent. */
export type Settings<Key extends string = string> = Readonly<Partial<Record<Key, Setting>>>;

/**
 * Reads one setting from one place: by its key from a namespace of the stack config, or by its variables from the
 * environment.
 */
export type Layer = (key: string, variables: readonly string[]) => Setting | undefined;

/**
 * Returns the layers in which settings are looked up, in order of precedence: this package's namespace, the existing
 * Alibaba Cloud provider's namespace, the environment.
 */
export function settingLayers(stack: ConfigReader | undefined, environment: Environment): Layer[] {
  return [
    (key) => stackSetting(stack, `alicloud-dbs:${key}`),
    (key) => stackSetting(stack, `alicloud:${key}`),
    (_key, variables) => environmentSetting(environment, variables),
  ];
}

/** Reads one key from the first layer that sets it. */
export function firstSetting(layers: readonly Layer[], key: string, variables: readonly string[]): Setting | undefined {
  for (const layer of layers) {
    const found = layer(key, variables);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Reads each of the keys. A key that is not set is absent from the result. */
export function readSettings<Key extends string>(
  keys: SettingKeys<Key>,
  read: (key: Key, variables: readonly string[]) => Setting | undefined,
): Settings<Key> {
  const names = Object.keys(keys) as Key[];
  return omitUndefined(Object.fromEntries(names.map((key) => [key, read(key, keys[key])]))) as Settings<Key>;
}

/**
 * Reads a stack config value by its full key. A blank value counts as not set, and white space around a value is
 * dropped, as in the existing provider.
 */
export function stackSetting(stack: ConfigReader | undefined, key: string): Setting | undefined {
  return setting(stack?.(key), stack?.sourceOf?.(key) ?? `stack config ${key}`);
}

/** Reads the first of the variables that is set. */
export function environmentSetting(environment: Environment, names: readonly string[]): Setting | undefined {
  for (const name of names) {
    const found = setting(environment[name], `environment variable ${name}`);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/**
 * Returns a copy of an environment with only the named variables, so that code that receives it cannot depend on any
 * other.
 */
export function onlyVariables(environment: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function setting(text: string | undefined, source: string): Setting | undefined {
  const value = text?.trim();
  return value ? { value, source } : undefined;
}
