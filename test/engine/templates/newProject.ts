import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import * as tar from "tar";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { installPlugin } from "../plugin/installPlugin";
import { pluginFolder } from "../plugin/pluginFolder";
import { languageHostFolder } from "../programs/languageHostFolder";
import { ensureYamlHost } from "../yaml/yamlHost";

const ROOT = join(__dirname, "../../..");

/** A project of a user, made from a template of this repository. */
export interface NewProject {
  folder: string;
  /** Runs a command of the CLI in the project, and returns what it printed. */
  pulumi(...args: string[]): Promise<string>;
  /** Runs `pulumi up`, and returns what it printed. `onOutput` gets everything that it has printed so far. */
  up(onOutput: (output: string) => void): Promise<string>;
  remove(): void;
}

/**
 * Makes a project with `pulumi new`, in a folder and with a Pulumi home of its own. The plugin is installed there.
 * @param template - folder in `examples/templates`
 * @param args - further arguments of `pulumi new`
 * @param variables - variables of every command
 */
export async function newProject(
  template: string,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<NewProject> {
  const options = { environment: process.env, report: console.log };
  const { command } = await ensurePulumiCli(options);
  const directory = mkdtempSync(join(tmpdir(), "template-"));
  const remove = () => rmSync(directory, { recursive: true, force: true });
  const engine = engineEnvironment({ directory, inherited: process.env });
  const folders = [dirname(await ensureYamlHost(command, options)), languageHostFolder(directory), engine.PATH];
  const env = { ...process.env, ...engine, ...variables, PATH: folders.join(delimiter) };
  const folder = join(directory, "project");
  mkdirSync(folder);
  const run = async (given: readonly string[], onOutput: (output: string) => void = () => {}) => {
    const running = promisify(execFile)(command, [...given, "--non-interactive"], { cwd: folder, env });
    let output = "";
    running.child.stdout?.on("data", (text: string) => {
      output += text;
      onOutput(output);
    });
    const { stdout, stderr } = await running.catch((error) => {
      throw new Error(`pulumi ${given.join(" ")} failed: ${error.stdout}${error.stderr}`);
    });
    return stdout + stderr;
  };
  const pulumi: NewProject["pulumi"] = (...given) => run(given);
  try {
    // An archive without Node.js is made and installed sooner. Its plugin runs with the Node.js on PATH.
    const archive = join(directory, "plugin.tar.gz");
    await tar.create({ file: archive, cwd: pluginFolder(), gzip: true }, ["."]);
    await installPlugin(command, archive, env);
    await pulumi("new", join(ROOT, "examples/templates", template), "--yes", ...args);
    return { folder, pulumi, up: (onOutput) => run(["up", "--yes", "--skip-preview"], onOutput), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Puts what the project's `package.json` names into its `node_modules`, as `npm install` would. */
export function linkPackages(folder: string): void {
  const packages = join(folder, "node_modules");
  for (const name of ["@pulumi/pulumi", "@types/node", "typescript"]) {
    mkdirSync(dirname(join(packages, name)), { recursive: true });
    symlinkSync(join(ROOT, "node_modules", name), join(packages, name));
  }
  symlinkSync(ROOT, join(packages, "pulumi-alicloud-dbs"));
}
