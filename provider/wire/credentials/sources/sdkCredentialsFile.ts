import { join } from "node:path";
import type { DefaultSource } from "../defaultSource";
import { currentProfile } from "../profiles/currentProfile";
import { HOME_VARIABLES, homeDirectory } from "../profiles/profileFile";

/** The profile `default` in the credentials file that the cloud's SDKs share. */
export const sdkCredentialsFile: DefaultSource = {
  title: "~/.alibabacloud/credentials",
  variables: HOME_VARIABLES,
  fetch: (tools) => currentProfile(join(homeDirectory(tools.environment), ".alibabacloud", "credentials"), tools),
};
