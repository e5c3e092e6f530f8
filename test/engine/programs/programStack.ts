import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { engineEnvironment } from "../engineEnvironment";
import { languageHostFolder } from "./languageHostFolder";

const ROOT = join(__dirname, "..", "..", "..");
const PACKAGES = join(ROOT, "node_modules");

export interface ProgramStackOptions {
  /** Files of the program's folder, by relative path. `Pulumi.yaml` and `package.json` are added if they are missing. */
  files: Record<string, string>;
  /** Folders that get this package, by relative path. `""` is the program's own. Default: only that one. */
  libraries?: string[];
  /** Folders whose copy of this package uses a copy of the Pulumi SDK of its own. Default: none. */
  otherSdks?: string[];
  /** Variables for the engine, the program and dynamic providers. */
  environment?: Record<string, string>;
  config?: Record<string, string>;
}

/** A stack whose program runs in a process of its own, as with `pulumi up` in a terminal. */
export interface ProgramStack {
  folder: string;
  /** Path of the CLI. */
  cli: string;
  /** Variables with which the CLI finds the stack, in addition to those of this process. */
  environment: Record<string, string>;
  /** Runs an operation, and returns everything that the CLI wrote. */
  run(operation: "preview" | "up"): Promise<{ output: string; failed: boolean }>;
  remove(): void;
}

/** Creates a folder with a program, and a stack in it. */
export async function programStack(options: ProgramStackOptions): Promise<ProgramStack> {
  const { files, libraries = [""], otherSdks = [], environment: variables = {}, config = {} } = options;
  const directory = mkdtempSync(join(tmpdir(), "program-"));
  const folder = join(directory, "program");
  const all = {
    "Pulumi.yaml": "name: test\nruntime: nodejs\nmain: index.js\n",
    "package.json": JSON.stringify({ name: "a-users-program", private: true }),
    ...files,
  };
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  link(join("@pulumi", "pulumi"), join(folder, "node_modules"));
  for (const place of libraries) installLibrary(join(folder, place), otherSdks.includes(place));
  const own = { ...engineEnvironment({ directory, inherited: process.env }), ...variables };
  const environment = { ...own, PATH: `${languageHostFolder(directory)}:${own.PATH}` };
  const cli = await ensurePulumiCli({ environment: process.env, report: console.log });
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName: "test", workDir: folder },
    { pulumiCommand: cli, envVars: environment },
  );
  await stack.setAllConfig(Object.fromEntries(Object.entries(config).map(([key, value]) => [key, { value }])));
  return {
    folder,
    cli: cli.command,
    environment,
    run: (operation) => runOn(stack, operation),
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function runOn(stack: Stack, operation: "preview" | "up"): Promise<{ output: string; failed: boolean }> {
  let output = "";
  const note = (text: string) => {
    output += text;
  };
  // After an `up`, the SDK would start the CLI twice more to read what no test needs.
  Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
  const failed = await stack[operation]({ onOutput: note, onError: note }).then(
    () => false,
    () => true,
  );
  return { output, failed };
}

/** Copies this package into a folder's node_modules, as `npm install` would. */
function installLibrary(folder: string, withOtherSdk: boolean): void {
  const library = join(folder, "node_modules", "pulumi-alicloud-dbs");
  mkdirSync(library, { recursive: true });
  for (const name of ["dist", "package.json"]) cpSync(join(ROOT, name), join(library, name), { recursive: true });
  const packages = join(library, "node_modules");
  for (const name of readdirSync(PACKAGES).filter((each) => each !== "@pulumi")) link(name, packages);
  const sdk = join("@pulumi", "pulumi");
  if (withOtherSdk) cpSync(join(PACKAGES, sdk), join(packages, sdk), { recursive: true });
  else link(sdk, packages);
}

/** Links a package of this repository into another node_modules. */
function link(name: string, packages: string): void {
  mkdirSync(dirname(join(packages, name)), { recursive: true });
  symlinkSync(join(PACKAGES, name), join(packages, name));
}
