import { type DefaultSource, switchedOff } from "../defaultSource";
import { cliConfigFile, HOME_VARIABLES } from "../files/homeDirectory";

const SWITCH = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";
const FILE = "~/.aliyun/config.json";

/** The current profile of the command-line tool. */
export const commandLineProfile: DefaultSource = {
  title: FILE,
  variables: [...HOME_VARIABLES, SWITCH],
  async fetch(tools, send) {
    const off = switchedOff(tools.environment, SWITCH);
    if (off !== undefined) {
      return off;
    }
    const { currentProfile } = await import("../profiles/currentProfile");
    return currentProfile(cliConfigFile(tools.environment), FILE, tools, send);
  },
};
