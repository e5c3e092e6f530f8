import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type ConfigMap, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { ensureYamlHost } from "./yamlHost";

export interface YamlStackOptions {
  /** Text of the program's `Pulumi.yaml`. It runs in a folder of its own. */
  program: string;
  /** Port of the plugin's server, to which the engine attaches. */
  pluginPort: number;
  config: ConfigMap;
}

/** A stack whose program in YAML runs in Pulumi's host for YAML, as with `pulumi up` in a terminal. */
export interface YamlStack {
  /** Runs an operation, and returns everything that the CLI wrote. */
  run(
    operation: "preview" | "up" | "destroy",
    onOutput?: (text: string) => void,
  ): Promise<{ output: string; error?: Error }>;
  /** The outputs of the stack after the newest `up`. */
  outputs(): Promise<Record<string, unknown>>;
  /** Text of the stack's state file. It is empty before the first run. */
  stateText(): string;
  remove(): void;
}

/** Creates a stack for a program in YAML. */
export async function yamlStack({ program, pluginPort, config }: YamlStackOptions): Promise<YamlStack> {
  const options = { environment: process.env, report: console.log };
  const cli = await ensurePulumiCli(options);
  const host = await ensureYamlHost(cli.command, options);
  const directory = mkdtempSync(join(tmpdir(), "yaml-"));
  const folder = join(directory, "program");
  mkdirSync(folder);
  writeFileSync(join(folder, "Pulumi.yaml"), program);
  const environment = engineEnvironment({ directory, inherited: process.env });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "test", workDir: folder },
    {
      pulumiCommand: cli,
      envVars: {
        ...environment,
        PATH: `${dirname(host)}${delimiter}${environment.PATH}`,
        PULUMI_DEBUG_PROVIDERS: `alicloud-dbs:${pluginPort}`,
      },
    },
  );
  await stack.setAllConfig(config);
  const { name } = await stack.workspace.projectSettings();
  const stateFile = join(directory, "state/.pulumi/stacks", name, "test.json");
  return {
    run: (operation, onOutput) => runOn(stack, operation, onOutput),
    outputs: async () =>
      Object.fromEntries(Object.entries(await stack.outputs()).map(([key, { value }]) => [key, value])),
    stateText: () => (existsSync(stateFile) ? readFileSync(stateFile, "utf8") : ""),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function runOn(stack: Stack, operation: "preview" | "up" | "destroy", onOutput?: (text: string) => void) {
  let output = "";
  const note = (text: string) => {
    output += text;
    onOutput?.(text);
  };
  try {
    await stack[operation]({ onOutput: note, onError: note });
    return { output };
  } catch (error) {
    return { output, error: error as Error };
  }
}
