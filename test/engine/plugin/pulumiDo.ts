import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { pluginFolder } from "./pluginFolder";

/** How a command ended. */
interface CommandEnd {
  /** Exit code; absent if a signal ended the command. */
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

interface CommandOptions {
  /** Called with everything that the command has written so far, and with a function that presses Ctrl-C. */
  onOutput?: (text: string, interrupt: () => void) => void;
  /** Inputs in Pulumi's own format, in place of flags. */
  inputs?: string;
}

/** Runs `pulumi do` with the built plugin, in an empty folder without a project. */
export interface PulumiDo {
  run(args: readonly string[], options?: CommandOptions): Promise<CommandEnd>;
  remove(): void;
}

/**
 * Returns a runner of `pulumi do`.
 * @param variables - the credentials, the region and the endpoint for the plugin, which has only the environment
 */
export async function pulumiDo(variables: Readonly<Record<string, string>>): Promise<PulumiDo> {
  const cli = await ensurePulumiCli({ environment: process.env, report: console.log });
  const directory = mkdtempSync(join(tmpdir(), "pulumi-do-"));
  const inherited = engineEnvironment({ directory, inherited: process.env });
  const PATH = `${dirname(cli.command)}:${inherited.PATH}`;
  const env = { ...process.env, ...inherited, ...variables, PATH, PULUMI_DISABLE_REGISTRY_RESOLVE: "true" };
  const plugin = join(pluginFolder(), "pulumi-resource-alicloud-dbs");
  return {
    run: (args, { onOutput, inputs } = {}) =>
      new Promise((resolve, reject) => {
        const file = join(directory, "inputs.pp");
        if (inputs !== undefined) writeFileSync(file, inputs);
        const given = inputs === undefined ? [] : ["--input", "pcl", "--input-file", file];
        const child = spawn(cli.command, ["do", "--package", plugin, ...args, ...given], { cwd: directory, env });
        const texts = { stdout: "", stderr: "" };
        for (const name of ["stdout", "stderr"] as const) {
          child[name].setEncoding("utf8").on("data", (text: string) => {
            texts[name] += text;
            onOutput?.(texts.stdout + texts.stderr, () => child.kill("SIGINT"));
          });
        }
        child.on("error", reject);
        child.on("close", (code, signal) => resolve({ code, signal, ...texts }));
      }),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}
