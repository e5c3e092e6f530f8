import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type ConfigMap,
  type EngineEvent,
  LocalWorkspace,
  type ProjectSettings,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { engineEnvironment } from "./engineEnvironment";

export interface TemporaryStackOptions {
  cli: PulumiCommand;
  /** Runs in this process, and with its environment. */
  program: PulumiFn;
  /** A project file whose name and configuration keys, with their defaults, the stack takes over. Default: a project `test` without any. */
  projectFile?: string;
  /** Default: `test`. */
  stackName?: string;
  config?: ConfigMap;
  /** The folder in which dynamic providers run, from which they find packages. Default: the root of this repository. */
  main?: string;
  /** What engine and dynamic providers get besides `engineEnvironment`. */
  environment?: Record<string, string>;
  /** Where an earlier stack of these settings was left: it goes on there. Default: a new folder. */
  directory?: string;
}

export type EngineOperation = "preview" | "up" | "refresh" | "destroy";

export interface EngineRunOptions {
  /** Another program than the stack's, for this run. */
  program?: PulumiFn;
  /** Gets the CLI's output as it comes. */
  onOutput?: (text: string) => void;
  /** The flags of these names; default: the CLI's. */
  parallel?: number;
  target?: string[];
  replace?: string[];
}

/** What one run of the engine told. */
export interface EngineRun {
  /** Everything that the CLI wrote, to stdout and stderr. */
  output: string;
  events: EngineEvent[];
  /** Set when the run failed. */
  error?: Error;
}

/** The part of a state that tests look at; field names as in the file. */
export interface StackState {
  resources: {
    urn: string;
    type: string;
    id?: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
  }[];
  pendingOperations: { type: string; resource: { urn: string } }[];
}

/** A stack of the real engine in folders of its own: state, Pulumi home, project. `dispose` it. */
export class TemporaryStack {
  private constructor(
    readonly stack: Stack,
    /** All that this stack's runs leave on disk. */
    readonly directory: string,
    private readonly stateFile: string,
    private readonly beginning = stateOf(stateFile),
  ) {}

  static async create(options: TemporaryStackOptions): Promise<TemporaryStack> {
    const { cli, program, stackName = "test", config = {} } = options;
    const { name: projectName, config: keys } = await projectSettings(cli, options.projectFile);
    const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "pulumi-stack-")));
    const workDir = join(directory, "project");
    mkdirSync(workDir, { recursive: true });
    const stack = await LocalWorkspace.createOrSelectStack(
      { projectName, stackName, program },
      {
        pulumiCommand: cli,
        workDir,
        projectSettings: {
          name: projectName,
          runtime: "nodejs",
          main: options.main ?? join(__dirname, "..", ".."),
          ...(keys === undefined ? {} : { config: keys }),
        },
        envVars: { ...engineEnvironment({ directory, inherited: process.env }), ...options.environment },
      },
    );
    // After each run the SDK would start the CLI three times more, for what the tests read in the state file.
    Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
    await stack.setAllConfig(config);
    return new TemporaryStack(
      stack,
      directory,
      join(directory, "state/.pulumi/stacks", projectName, `${stackName}.json`),
    );
  }

  /** @throws the engine's error, with all output as its text, when the run fails */
  async run(operation: EngineOperation, options: EngineRunOptions = {}): Promise<EngineRun> {
    const run = await this.attempt(operation, options);
    if (run.error !== undefined) throw run.error;
    return run;
  }

  /** A run that may fail: its `error` tells. */
  async attempt(operation: EngineOperation, options: EngineRunOptions = {}): Promise<EngineRun> {
    const run: EngineRun = { output: "", events: [] };
    const onOutput = (text: string) => {
      run.output += text;
      options.onOutput?.(text);
    };
    const all = { ...options, onOutput, onError: onOutput, onEvent: (event: EngineEvent) => run.events.push(event) };
    try {
      await this.stack[operation](all);
    } catch (error) {
      run.error = error as Error;
    }
    return run;
  }

  /** Lets dynamic providers of later runs work in another folder. */
  async moveTo(main: string): Promise<void> {
    const { workspace } = this.stack;
    await workspace.saveProjectSettings({ ...(await workspace.projectSettings()), main });
  }

  /** The text of the file in which the backend keeps the stack's state; empty before the first run. */
  stateText(): string {
    return stateOf(this.stateFile);
  }

  state(): StackState {
    const latest = JSON.parse(this.stateText() || "{}").checkpoint?.latest ?? {};
    return { resources: latest.resources ?? [], pendingOperations: latest.pending_operations ?? [] };
  }

  /** Back to the state in which this stack was made: what its resources left in the world stays there, and no engine runs. */
  forget(): void {
    writeFileSync(this.stateFile, this.beginning);
  }

  /** Removes all folders. Resources that are left are forgotten, not destroyed. */
  async dispose(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

function stateOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** What a project file says of its name and its configuration keys. */
async function projectSettings(
  cli: PulumiCommand,
  file: string | undefined,
): Promise<Pick<ProjectSettings, "name" | "config">> {
  if (file === undefined) return { name: "test" };
  const workspace = await LocalWorkspace.create({ pulumiCommand: cli, workDir: dirname(file) });
  const { name, config } = await workspace.projectSettings();
  return { name, ...(config === undefined ? {} : { config }) };
}
