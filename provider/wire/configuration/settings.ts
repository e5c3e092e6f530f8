/** Reads a stack config value by its full key, for example `alicloud-dbs:region`; undefined where not set. Objects arrive as JSON text. */
export type ConfigReader = (key: string) => string | undefined;

export type Environment = Readonly<Record<string, string | undefined>>;

/** One value, and where it was found, for messages: `stack config alicloud:region`, `environment variable ALICLOUD_REGION`. */
export interface Setting {
  value: string;
  source: string;
}

/** The stack config namespaces, first wins: this package's own, then the existing Alibaba Cloud provider's. */
export const NAMESPACES = ["alicloud-dbs", "alicloud"] as const;

/** Reads one key of one namespace. Blank counts as not set, and blanks around a value do not count, as in the existing provider. */
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

function setting(text: string | undefined, source: string): Setting | undefined {
  const value = text?.trim();
  return value ? { value, source } : undefined;
}
