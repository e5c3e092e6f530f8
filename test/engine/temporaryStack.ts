import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import {
  type ConfigMap,
  type EngineEvent,
  LocalWorkspace,
  type ProjectSettings,
  type PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { PROGRAM_NOT_STARTED, untilConnected } from "./cli/untilConnected";
import { engineEnvironment } from "./engineEnvironment";

export interface TemporaryStackOptions {
  cli: PulumiCommand;
  /** Program of the stack. It runs in this process, with this process's environment. */
  program: PulumiFn;
  /** Project file that provides the name, configuration keys and defaults. Default: a project `test` without keys. */
  projectFile?: string;
  /** Default: `test`. */
  stackName?: string;
  config?: ConfigMap;
  /**
   * Folder in which dynamic providers run and find packages. Default: the root of this repository.
   */
  main?: string;
  /** Variables for the engine and dynamic providers, in addition to `engineEnvironment`. */
  environment?: Record<string, string>;
  /** Folders in which the engine looks for plugins first. Default: none. */
  path?: readonly string[];
  /** Folder of an earlier stack with the same settings, whose state is continued. Default: a new folder. */
  directory?: string;
}

export type EngineOperation = "preview" | "up" | "refresh" | "destroy";

export interface EngineRunOptions {
  /** Program for this run. Default: the stack's program. */
  program?: PulumiFn;
  /** Receives the CLI's output as it is written. */
  onOutput?: (text: string) => void;
  /** Value of the CLI's flag `--parallel`. */
  parallel?: number;
  /** Values of the CLI's flag `--target`. */
  target?: string[];
  /** Values of the CLI's flag `--exclude`. */
  exclude?: string[];
  /** Values of the CLI's flag `--replace`. */
  replace?: string[];
  /** Interrupts the CLI when it is aborted. */
  signal?: AbortSignal;
}

/** The result of one run of the engine. */
export interface EngineRun {
  /** Everything that the CLI wrote to stdout and stderr. */
  output: string;
  events: EngineEvent[];
  /** Set when the run failed. */
  error?: Error;
}

/** The parts of a stack's state that tests read. Fields have the same names as in the state file. */
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

/** A stack on the real engine, with its state, Pulumi home and project in a private folder. Call `dispose` last. */
export class TemporaryStack {
  private constructor(
    readonly stack: Stack,
    /** Folder that holds everything that this stack's runs leave on disk. */
    readonly directory: string,
    private readonly stateFile: string,
    private readonly program: PulumiFn,
    private readonly initialState = stateOf(stateFile),
  ) {}

  static async create(options: TemporaryStackOptions): Promise<TemporaryStack> {
    const { cli, program, stackName = "test", config = {}, path = [] } = options;
    const { name: projectName, config: keys } = await projectSettings(cli, options.projectFile);
    const directory = options.directory ?? (await mkdtemp(join(tmpdir(), "pulumi-stack-")));
    const workDir = join(directory, "project");
    mkdirSync(workDir, { recursive: true });
    const environment = engineEnvironment({ directory, inherited: process.env });
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
        envVars: { ...environment, PATH: [...path, environment.PATH].join(delimiter), ...options.environment },
      },
    );
    // After each run, the SDK would start the CLI three more times to read what tests can read from the state file.
    Object.assign(stack, { outputs: async () => ({}), info: async () => undefined });
    await stack.setAllConfig(config);
    return new TemporaryStack(
      stack,
      directory,
      join(directory, "state/.pulumi/stacks", projectName, `${stackName}.json`),
      program,
    );
  }

  /**
   * Runs an operation that must succeed.
   * @throws the engine's error, whose message contains all of the output
   */
  async run(operation: EngineOperation, options: EngineRunOptions = {}): Promise<EngineRun> {
    const run = await this.attempt(operation, options);
    if (run.error !== undefined) throw run.error;
    return run;
  }

  /** Runs an operation that may fail. A failure is returned as `error`. */
  async attempt(operation: EngineOperation, options: EngineRunOptions = {}): Promise<EngineRun> {
    const before = this.stateText();
    return await untilConnected(async (tries) => {
      // A run without its program has deleted every resource.
      if (tries > 1 && before !== "") writeFileSync(this.stateFile, before);
      return await this.attemptOnce(operation, options);
    }, console.log);
  }

  private async attemptOnce(operation: EngineOperation, options: EngineRunOptions): Promise<EngineRun> {
    const run: EngineRun = { output: "", events: [] };
    const { program = this.program } = options;
    const hasProgram = operation === "preview" || operation === "up";
    let isStarted = !hasProgram;
    const started: PulumiFn = async () => {
      isStarted = true;
      return await program();
    };
    const onOutput = (text: string) => {
      run.output += text;
      options.onOutput?.(text);
    };
    const all = {
      ...options,
      ...(hasProgram && { program: started }),
      onOutput,
      onError: onOutput,
      onEvent: (event: EngineEvent) => run.events.push(event),
    };
    try {
      await this.stack[operation](all);
      if (!isStarted) throw new Error(PROGRAM_NOT_STARTED);
    } catch (error) {
      run.error = error as Error;
      // The engine made steps without the program, and then missed what it would have declared, such as a target.
      const hasSteps = run.events.some(({ resourcePreEvent }) => resourcePreEvent !== undefined);
      if (!isStarted && hasSteps && options.signal?.aborted !== true) {
        run.error.message += ` (${PROGRAM_NOT_STARTED})`;
      }
    }
    return run;
  }

  /** Makes dynamic providers run in another folder from now on. */
  async moveTo(main: string): Promise<void> {
    const { workspace } = this.stack;
    await workspace.saveProjectSettings({ ...(await workspace.projectSettings()), main });
  }

  /** Returns the text of the stack's state file. It is empty before the first run. */
  stateText(): string {
    return stateOf(this.stateFile);
  }

  state(): StackState {
    const latest = JSON.parse(this.stateText() || "{}").checkpoint?.latest ?? {};
    return { resources: latest.resources ?? [], pendingOperations: latest.pending_operations ?? [] };
  }

  /** Restores the state with which this stack was made. Does not run the engine, so resources are not destroyed. */
  forget(): void {
    writeFileSync(this.stateFile, this.initialState);
  }

  /** Removes all folders. Remaining resources are not destroyed. */
  async dispose(): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}

function stateOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Returns the name and the configuration keys of a project file. */
async function projectSettings(
  cli: PulumiCommand,
  file: string | undefined,
): Promise<Pick<ProjectSettings, "name" | "config">> {
  if (file === undefined) return { name: "test" };
  const workspace = await LocalWorkspace.create({ pulumiCommand: cli, workDir: dirname(file) });
  const { name, config } = await workspace.projectSettings();
  return { name, ...(config === undefined ? {} : { config }) };
}
