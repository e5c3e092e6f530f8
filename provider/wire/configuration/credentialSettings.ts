import {
  type ConfigReader,
  type Environment,
  environmentSetting,
  NAMESPACES,
  type Setting,
  stackSetting,
} from "./settings";

/** Where the credentials come from: one source, of one layer. */
export type CredentialBase =
  | { kind: "keys"; accessKey?: Setting; secretKey?: Setting; securityToken?: Setting }
  | { kind: "profile"; profile?: Setting; file?: Setting }
  | { kind: "uri"; uri: Setting }
  | { kind: "ecsRole"; role: Setting }
  | { kind: "oidc"; role: Setting };

/** What is configured of credentials, unchecked. It holds secrets: never show it. */
export interface CredentialSettings {
  /** Absent: the default chain. */
  base?: CredentialBase;
  /** A role to assume with what the base gives: the existing provider's `assumeRole`, as JSON text. */
  assumeRole?: Setting;
  /** Host of the STS service: member `sts` of the existing provider's `alicloud:endpoints`. */
  stsEndpoint?: Setting;
}

type Layer = (key: string) => Setting | undefined;

/** The existing provider's names. All spellings are one layer: an alias of one may complete another, as it does there. */
const VARIABLES: Record<string, readonly string[]> = {
  accessKey: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"],
  secretKey: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
  securityToken: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
  profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"],
  sharedCredentialsFile: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
  credentialsUri: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"],
  ecsRoleName: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"],
};

/**
 * Finds the one source of credentials: the first layer that names any (stack config `alicloud-dbs:*`, then `alicloud:*`,
 * then the environment), and in it the first of: keys, profile, credentials URI, ECS role, OIDC role; so the existing
 * provider orders them. `assumeRole` counts in that layer and in those before it: one that stands behind it belongs to
 * other credentials.
 */
export function readCredentialSettings(stack: ConfigReader | undefined, environment: Environment): CredentialSettings {
  const layers: Layer[] = [
    ...NAMESPACES.map((namespace) => (key: string) => stackSetting(stack, `${namespace}:${key}`)),
    environmentLayer(environment),
  ];
  const settings: CredentialSettings = {};
  for (const layer of layers) {
    const assumeRole = settings.assumeRole ?? layer("assumeRole");
    if (assumeRole !== undefined) {
      settings.assumeRole = assumeRole;
    }
    const base = readBase(layer, layers);
    if (base !== undefined) {
      return { ...settings, base };
    }
  }
  return settings;
}

function readBase(layer: Layer, layers: readonly Layer[]): CredentialBase | undefined {
  const keys = present({
    accessKey: layer("accessKey"),
    secretKey: layer("secretKey"),
    securityToken: layer("securityToken"),
  });
  if (Object.keys(keys).length > 0) {
    return { kind: "keys", ...keys };
  }
  if (layer("profile") !== undefined || layer("sharedCredentialsFile") !== undefined) {
    // A name and a file hold no secret: each may come from its own layer.
    return {
      kind: "profile",
      ...present({ profile: first(layers, "profile"), file: first(layers, "sharedCredentialsFile") }),
    };
  }
  const uri = layer("credentialsUri");
  if (uri !== undefined) {
    return { kind: "uri", uri };
  }
  const ecsRole = layer("ecsRoleName");
  if (ecsRole !== undefined) {
    return { kind: "ecsRole", role: ecsRole };
  }
  const oidcRole = layer("assumeRoleWithOidc");
  return oidcRole === undefined ? undefined : { kind: "oidc", role: oidcRole };
}

/** Where two spellings each give a whole pair, they are two identities: then only the first one's names count for keys. */
function environmentLayer(environment: Environment): Layer {
  const whole = [0, 1, 2].filter((spelling) =>
    ["accessKey", "secretKey"].every((key) => environmentSetting(environment, namesOf(key, spelling)) !== undefined),
  );
  return (key) => {
    const alone = whole.length > 1 && ["accessKey", "secretKey", "securityToken"].includes(key);
    return environmentSetting(environment, alone ? namesOf(key, whole[0] ?? 0) : (VARIABLES[key] ?? []));
  };
}

function namesOf(key: string, spelling: number): string[] {
  const name = VARIABLES[key]?.[spelling];
  return name === undefined ? [] : [name];
}

function first(layers: readonly Layer[], key: string): Setting | undefined {
  return layers.map((layer) => layer(key)).find((found) => found !== undefined);
}

/** The members that are set, so that an absent one is absent. */
function present<K extends string>(settings: Record<K, Setting | undefined>): Partial<Record<K, Setting>> {
  return Object.fromEntries(Object.entries(settings).filter(([, found]) => found !== undefined)) as Partial<
    Record<K, Setting>
  >;
}
