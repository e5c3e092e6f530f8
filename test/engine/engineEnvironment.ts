import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { isUserSetting } from "./isUserSetting";

export interface EngineEnvironmentOptions {
  /** Private folder for everything that a run leaves on disk. It gets the subfolders `state`, `pulumi` and `home`. */
  directory: string;
  /** Environment that the engine inherits, because the Automation API passes it on. */
  inherited: NodeJS.ProcessEnv;
}

/**
 * Returns the `envVars` of a workspace whose engine and dynamic providers do not use the user's state, Pulumi home, or
 * credentials in variables or files. The Automation API can only add to the inherited environment. So each variable
 * that must not reach the engine is set to an empty string.
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
    // Each start of Node.js 20 would read this file of certificates, which takes 0.1 s.
    NODE_EXTRA_CA_CERTS: "",
    // Other tests cover the code of dynamic providers. Writing a coverage report for each provider takes longer than
    // running it.
    NODE_V8_COVERAGE: "",
    // The engine starts dynamic providers with the script pulumi-resource-pulumi-nodejs in the CLI's folder. If the
    // script is not there, the engine finds the SDK's copy at the end of PATH. The script runs the first
    // `node` on PATH, so that must be the Node.js of this process.
    PATH: [dirname(process.execPath), inherited.PATH, dirname(require.resolve("@pulumi/pulumi/package.json"))]
      .filter(Boolean)
      .join(delimiter),
  };
}
