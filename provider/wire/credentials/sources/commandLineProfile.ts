import { type DefaultSource, switchedOff } from "../defaultSource";
import { cliConfigFile, HOME_VARIABLES } from "../files/homeDirectory";
import { currentProfile } from "../profiles/currentProfile";

const SWITCH = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
const FILE = "~/.aliyun/config.json";

/** The current profile of the command-line tool. */
export const commandLineProfile: DefaultSource = {
  title: FILE,
  variables: [...HOME_VARIABLES, SWITCH],
  fetch: async (tools, send) =>
    switchedOff(tools.environment, SWITCH) ?? currentProfile(cliConfigFile(tools.environment), FILE, tools, send),
};
