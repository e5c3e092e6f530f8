import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { ConfigMap } from "@pulumi/pulumi/automation";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { pluginFolder } from "../plugin/pluginFolder";
import { LANGUAGE_PROGRAMS } from "./languagePrograms";
import { processGroups } from "./processGroups";
import type { ProgramOperation, ProgramStack } from "./programStack";
import { untilEnd } from "./untilEnd";

export interface LanguageStackOptions {
  language: keyof typeof LANGUAGE_PROGRAMS;
  config: ConfigMap;
  /** File of another program in Python. Default: the example. */
  program?: string;
  /** Port of the plugin's server, to which the engine attaches. Default: the engine starts the built plugin. */
  pluginPort?: number;
}

/** Creates a stack for the example in a language. It runs as an inline program of the Automation API in that language. */
export async function languageStack({
  language,
  config,
  pluginPort,
  program,
}: LanguageStackOptions): Promise<ProgramStack> {
  const { folder, command, args, environment } = await LANGUAGE_PROGRAMS[language]();
  const cli = await ensurePulumiCli({ environment: process.env, report: console.log });
  const directory = mkdtempSync(join(tmpdir(), `${language}-`));
  const work = join(directory, "work");
  mkdirSync(work);
  const project = /^name: (.*)$/m.exec(readFileSync(join(folder, "Pulumi.yaml"), "utf8"))?.[1] ?? "";
  const outputsFile = join(directory, "outputs.json");
  const engine = engineEnvironment({ directory, inherited: process.env });
  const plugin = pluginPort === undefined ? [pluginFolder()] : [];
  const env = {
    ...process.env,
    ...engine,
    ...environment,
    PATH: [dirname(cli.command), ...plugin, engine.PATH].join(delimiter),
    ...(pluginPort === undefined ? {} : { PULUMI_DEBUG_PROVIDERS: `alicloud-dbs:${pluginPort}` }),
  };
  const groups = processGroups();
  const start = (operation: ProgramOperation) => {
    const run = { operation, project, program: program ?? join(folder, "__main__.py"), config, outputs: outputsFile };
    return groups.start(command, args, { cwd: work, env: { ...env, PROGRAM_RUN: JSON.stringify(run) } });
  };
  const stateFile = join(directory, "state/.pulumi/stacks", project, "test.json");
  return {
    start,
    run: (operation, onOutput) => untilEnd(start(operation), onOutput),
    outputs: async () => JSON.parse(readFileSync(outputsFile, "utf8")),
    stateText: () => (existsSync(stateFile) ? readFileSync(stateFile, "utf8") : ""),
    remove() {
      groups.end();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
