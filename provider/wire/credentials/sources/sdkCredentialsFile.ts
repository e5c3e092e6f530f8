import { join } from "node:path";
import type { DefaultSource } from "../defaultSource";
import { fetchCurrentProfile } from "../fetchCurrentProfile";
import { HOME_VARIABLES, homeDirectory } from "../profileFile";

/** The profile `default` of the file that the cloud's SDKs share. */
export const sdkCredentialsFile: DefaultSource = {
  title: "~/.alibabacloud/credentials",
  variables: HOME_VARIABLES,
  fetch: (tools) => fetchCurrentProfile(join(homeDirectory(tools.environment), ".alibabacloud", "credentials"), tools),
};
