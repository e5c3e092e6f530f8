import { type DefaultSource, switchedOff } from "../defaultSource";
import { currentProfile } from "../profiles/currentProfile";
import { cliConfigFile, HOME_VARIABLES } from "../profiles/profileFile";

const SWITCH = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

/** The current profile of the command-line tool. */
export const commandLineProfile: DefaultSource = {
  title: "~/.aliyun/config.json",
  variables: [...HOME_VARIABLES, SWITCH],
  fetch: async (tools) =>
    switchedOff(tools.environment, SWITCH) ?? currentProfile(cliConfigFile(tools.environment), tools),
};
