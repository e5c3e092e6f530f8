import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isUserSetting } from "./isUserSetting";

export interface EngineEnvironmentOptions {
  /** Private folder for everything that a run leaves. The subfolders `state`, `pulumi` and `home` are made in it. */
  directory: string;
  /** Environment of this process, which the Automation API passes on to the engine. */
  inherited: NodeJS.ProcessEnv;
}

/**
 * Returns the `envVars` of a workspace whose engine and dynamic providers use nothing of the user's: neither the state
 * nor the Pulumi home, nor credentials in variables or files. The Automation API can only add to the inherited
 * environment, so each variable that must not reach them is set to an empty string.
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
    // Tests in this process cover the code of dynamic providers. A coverage report of each one costs more than its run.
    NODE_V8_COVERAGE: "",
    // The engine starts dynamic providers with the script pulumi-resource-pulumi-nodejs in the CLI's folder. If there
    // is none, it finds the SDK's script at the end of PATH. The script runs the first `node` on PATH, which must be
    // this process's.
    PATH: [dirname(process.execPath), inherited.PATH, dirname(require.resolve("@pulumi/pulumi/package.json"))]
      .filter(Boolean)
      .join(delimiter),
  };
}
