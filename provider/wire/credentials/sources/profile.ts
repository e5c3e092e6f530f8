import {
  type Environment,
  firstSetting,
  readSettings,
  type SettingKeys,
  type Settings,
} from "../../configuration/settings";
import type { ConfiguredSource } from "../configuredSource";
import { profileCredentials } from "../profiles/profileCredentials";
import { cliConfigFile, HOME_VARIABLES, type Profile, readProfile } from "../profiles/profileFile";

type Key = "profile" | "sharedCredentialsFile";

const KEYS: SettingKeys<Key> = {
  profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"],
  sharedCredentialsFile: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
};

/** A profile of a credentials file. By default, the current profile of the command-line tool's file. */
export const profile: ConfiguredSource<Key, never> = {
  title: "profile",
  keys: KEYS,
  requires: [],
  variables: HOME_VARIABLES,
  /**
   * Reads the name of the profile and the file, each from the first layer that sets it. The layers may differ, since
   * neither value is a secret.
   */
  read: (_layer, layers) => readSettings(KEYS, (key, variables) => firstSetting(layers, key, variables)),
  describe({ profile: name, sharedCredentialsFile: file }) {
    const shown = name === undefined ? "the current profile" : `profile "${name.value}"`;
    return `${shown} in ${file?.value ?? "~/.aliyun/config.json"}`;
  },
  fetcher:
    (settings, { environment, send }) =>
    async () =>
      profileCredentials(await readConfigured(settings, environment), send)(),
  async region(settings, environment) {
    const { region_id: region } = (await readConfigured(settings, environment)).fields;
    return typeof region === "string" ? region.trim() || undefined : undefined;
  },
};

function readConfigured(
  { profile: name, sharedCredentialsFile: file }: Settings<Key>,
  environment: Environment,
): Promise<Profile> {
  return readProfile(file?.value ?? cliConfigFile(environment), name?.value, environment, file?.source);
}
