import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { type ConfigMap, LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { processGroups } from "../languages/processGroups";
import type { ProgramOperation, ProgramStack } from "../languages/programStack";
import { installPlugin } from "../plugin/installPlugin";
import { ensureYamlHost } from "./yamlHost";

export interface YamlStackOptions {
  /** Text of the program's `Pulumi.yaml`. It runs in a folder of its own. */
  program: string;
  /** Port of the plugin's server, to which the engine attaches. Default: the installed plugin. */
  pluginPort?: number;
  /** Folders in which programs are looked for first. */
  path?: readonly string[];
  /** Archive from which the plugin is installed before the first run. */
  archive?: string;
  config: ConfigMap;
}

/** Creates a stack whose program in YAML runs in Pulumi's host for YAML, as with `pulumi up` in a terminal. */
export async function yamlStack({
  program,
  pluginPort,
  path = [],
  archive,
  config,
}: YamlStackOptions): Promise<ProgramStack> {
  const options = { environment: process.env, report: console.log };
  const cli = await ensurePulumiCli(options);
  const host = await ensureYamlHost(cli.command, options);
  const directory = mkdtempSync(join(tmpdir(), "yaml-"));
  const folder = join(directory, "program");
  mkdirSync(folder);
  writeFileSync(join(folder, "Pulumi.yaml"), program);
  const environment = engineEnvironment({ directory, inherited: process.env });
  const envVars = {
    ...environment,
    PATH: [...path, dirname(host), environment.PATH].join(delimiter),
    ...(pluginPort === undefined ? {} : { PULUMI_DEBUG_PROVIDERS: `alicloud-dbs:${pluginPort}` }),
  };
  if (archive !== undefined) await installPlugin(cli.command, archive, { ...process.env, ...envVars });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "test", workDir: folder },
    {
      pulumiCommand: cli,
      envVars,
    },
  );
  await stack.setAllConfig(config);
  const { name } = await stack.workspace.projectSettings();
  const groups = processGroups();
  const stateFile = join(directory, "state/.pulumi/stacks", name, "test.json");
  return {
    start(operation, flags = []) {
      const yes = operation === "preview" ? [] : ["--yes"];
      const args = [operation, "--stack", "test", "--non-interactive", ...yes, ...flags];
      return groups.start(cli.command, args, { cwd: folder, env: { ...process.env, ...envVars } });
    },
    run: (operation, onOutput) => runOn(stack, operation, onOutput),
    outputs: async () =>
      Object.fromEntries(Object.entries(await stack.outputs()).map(([key, { value }]) => [key, value])),
    stateText: () => (existsSync(stateFile) ? readFileSync(stateFile, "utf8") : ""),
    remove() {
      groups.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function runOn(stack: Stack, operation: ProgramOperation, onOutput?: (text: string) => void) {
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
