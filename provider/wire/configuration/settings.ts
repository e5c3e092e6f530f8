import { omitUndefined } from "../../core/omitUndefined";
import type { Setting } from "../../core/setting";

/** Reads a stack config value by its full key, for example `alicloud-dbs:region`; undefined where not set. Objects arrive as JSON text. */
export type ConfigReader = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/** Stack config keys without their namespace. Each has the environment variables that mean the same; the first one set wins. */
export type SettingKeys<Key extends string = string> = Readonly<Record<Key, readonly string[]>>;

/** What was found of some keys. */
export type Settings<Key extends string = string> = Readonly<Partial<Record<Key, Setting>>>;

/** Reads one key in one place: in a namespace of the stack config by its name, in the environment by its variables. */
export type Layer = (key: string, variables: readonly string[]) => Setting | undefined;

/** The places where a setting can stand, first wins: this package's namespace, the existing Alibaba Cloud provider's, the environment. */
export function settingLayers(stack: ConfigReader | undefined, environment: Environment): Layer[] {
  return [
    (key) => stackSetting(stack, `alicloud-dbs:${key}`),
    (key) => stackSetting(stack, `alicloud:${key}`),
    (_key, variables) => environmentSetting(environment, variables),
  ];
}

/** Reads one key in the first layer that has it. */
export function firstSetting(layers: readonly Layer[], key: string, variables: readonly string[]): Setting | undefined {
  for (const layer of layers) {
    const found = layer(key, variables);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Reads each of the keys. One that is not set is absent. */
export function readSettings<Key extends string>(
  keys: SettingKeys<Key>,
  read: (key: Key, variables: readonly string[]) => Setting | undefined,
): Settings<Key> {
  const names = Object.keys(keys) as Key[];
  return omitUndefined(Object.fromEntries(names.map((key) => [key, read(key, keys[key])]))) as Settings<Key>;
}

/** Reads one full key of the stack config. A blank value counts as not set, and blanks around a value are dropped, as in the existing provider. */
export function stackSetting(stack: ConfigReader | undefined, key: string): Setting | undefined {
  return setting(stack?.(key), `stack config ${key}`);
}

/** Reads the first variable that is set. */
export function environmentSetting(environment: Environment, names: readonly string[]): Setting | undefined {
  for (const name of names) {
    const found = setting(environment[name], `environment variable ${name}`);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** Returns an environment of these variables alone, so that its reader can depend on no other. */
export function onlyVariables(environment: Environment, names: readonly string[]): Environment {
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function setting(text: string | undefined, source: string): Setting | undefined {
  const value = text?.trim();
  return value ? { value, source } : undefined;
}
