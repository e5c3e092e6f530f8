import { DbsError } from "../../../core/errors";
import { isRegionCode } from "../../../core/regionCode";
import type { Setting } from "../../../core/setting";
import {
  type Environment,
  firstSetting,
  readSettings,
  type SettingKeys,
  type Settings,
} from "../../configuration/settings";
import type { ConfiguredSource } from "../configuredSource";
import { describeFile } from "../files/describeFile";
import { cliConfigFile, HOME_VARIABLES, homeDirectory } from "../files/homeDirectory";
import type { Profile } from "../profiles/profileFile";

type Key = "profile" | "sharedCredentialsFile";

const KEYS: SettingKeys<Key> = {
  profile: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALIBABACLOUD_PROFILE"],
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
  // The name itself is not shown before a file is found to have a profile of that name: it may be a misplaced secret.
  describe: ({ profile: name, sharedCredentialsFile: file }) =>
    `${name === undefined ? "the current profile" : `the profile from ${name.source}`} in ${shownFile(file)}`,
  fetcher:
    (settings, { environment, stsEndpoint }) =>
    async (send) => {
      const profile = await readConfigured(settings, environment);
      const { profileCredentials } = await import("../profiles/profileCredentials");
      return profileCredentials(profile, stsEndpoint)(send);
    },
  async region(settings, environment) {
    const { description, fields } = await readConfigured(settings, environment);
    const region = typeof fields.region_id === "string" ? fields.region_id.trim() : "";
    if (region !== "" && !isRegionCode(region)) {
      const reason = 'is not a region code; use one like "cn-hangzhou" or "us-east-1"';
      throw new DbsError("credentials", `${description}: region_id ${reason}`);
    }
    return region || undefined;
  },
};

function shownFile(file: Setting | undefined): string {
  return file === undefined ? "~/.aliyun/config.json" : describeFile("the credentials file", file);
}

async function readConfigured(
  { profile: name, sharedCredentialsFile: file }: Settings<Key>,
  environment: Environment,
): Promise<Profile> {
  const home = homeDirectory(environment);
  const path = file === undefined ? cliConfigFile(environment) : withHome(file.value, home);
  if (path === undefined) {
    throw new DbsError("credentials", `${shownFile(file)}: there is no home directory; set HOME to one`);
  }
  // The command-line tool's file is known by that name, however the setting spells its path.
  const shown = shownFile(path === cliConfigFile(environment) ? undefined : file);
  const { readProfileFile } = await import("../profiles/profileFile");
  return (await readProfileFile(path, shown)).profile(name);
}

function withHome(path: string, home: string | undefined): string | undefined {
  const isBelowHome = /^~(?=[/\\]|$)/.test(path);
  return isBelowHome ? home && path.replace("~", () => home) : path;
}
