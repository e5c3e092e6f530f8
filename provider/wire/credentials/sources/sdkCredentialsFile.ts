import { join } from "node:path";
import type { DefaultSource } from "../defaultSource";
import { HOME_VARIABLES, homeDirectory } from "../files/homeDirectory";

const FILE = "~/.alibabacloud/credentials";

/** The profile `default` in the credentials file that the cloud's SDKs share. */
export const sdkCredentialsFile: DefaultSource = {
  title: FILE,
  variables: HOME_VARIABLES,
  fetch: async (tools, send) => {
    const { currentProfile } = await import("../profiles/currentProfile");
    const home = homeDirectory(tools.environment);
    return currentProfile(home && join(home, ".alibabacloud", "credentials"), FILE, tools, send);
  },
};
