import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isUserSetting } from "./isUserSetting";

export interface EngineEnvironmentOptions {
  /** A private folder for all that a run leaves: `state` (the backend), `pulumi` (Pulumi's home) and `home`. They are made. */
  directory: string;
  /** The environment of this process, which the Automation API hands on to the engine. */
  inherited: NodeJS.ProcessEnv;
}

/**
 * The `envVars` of a workspace whose engine and dynamic providers touch nothing of the user's: neither state nor Pulumi home,
 * nor credentials in variables or files. The Automation API can only add to the inherited environment, so what must not
 * reach them is set to the empty text.
 */
export function engineEnvironment({ directory, inherited }: EngineEnvironmentOptions): Record<string, string> {
  const [state, pulumiHome, home] = ["state", "pulumi", "home"].map((name) => {
    const folder = join(directory, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }) as [string, string, string];
  const userSettings = Object.keys(inherited).filter(isUserSetting);
  return {
    ...Object.fromEntries(userSettings.map((name) => [name, ""])),
    HOME: home,
    PULUMI_BACKEND_URL: pathToFileURL(state).href,
    PULUMI_CONFIG_PASSPHRASE: "a passphrase of tests",
    PULUMI_HOME: pulumiHome,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
    // What dynamic providers run is covered by the tests within this process; a report of each costs more than its run.
    NODE_V8_COVERAGE: "",
    // The engine starts dynamic providers by the script pulumi-resource-pulumi-nodejs: the one beside the CLI, and where there
    // is none the SDK's, at the end. It runs the first `node` of PATH, which is to be the one that runs this.
    PATH: [dirname(process.execPath), inherited.PATH, dirname(require.resolve("@pulumi/pulumi/package.json"))]
      .filter(Boolean)
      .join(delimiter),
  };
}
