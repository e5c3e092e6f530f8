import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { type PluginServer, startServer } from "../../../provider/plugin/startServer";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { KEY_ID, SECRET } from "../gateStack";
import { pluginConfig } from "../plugin/pluginTests";
import { type EngineOperation, type EngineRun, type EngineRunOptions, TemporaryStack } from "../temporaryStack";
import { reportedIn, saidIn, stepsIn } from "./engineFacts";

/** The two hosts of the package's words in a TypeScript program. */
export const HOST_NAMES = ["without a provider", "with an explicit provider"] as const;
export type HostName = (typeof HOST_NAMES)[number];

/** Options that give a resource or a call to the host. */
interface HostOptions {
  provider?: dbs.Provider;
}

/** A program of a row. Whatever it makes gets the options. */
export type HostProgram = (options: HostOptions) => Promise<Record<string, unknown> | undefined>;

interface HostRun extends EngineRun {
  /** Actions of the requests that the service received during the run, in their order. */
  actions: string[];
}

/** One of the two hosts, with a service and a stack of its own. */
export class Host {
  /** Everything that was compared of the current row. */
  facts: unknown[] = [];
  /** The outputs, states and errors of all runs. */
  readonly told: string[] = [];

  private constructor(
    readonly name: HostName,
    readonly emulator: Emulator,
    readonly stack: TemporaryStack,
    private readonly plugin: PluginServer | undefined,
  ) {}

  /** Starts a host. The stack of one with an explicit provider has no configuration. Its plugin is in this process. */
  static async start(name: HostName): Promise<Host> {
    const emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    const plugin = name === "without a provider" ? undefined : await startServer({}, "provider/plugin");
    const stack = await TemporaryStack.create({
      cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
      program: async () => {},
      ...(plugin === undefined
        ? { config: { ...pluginConfig(emulator.url), "alicloud-dbs:accessKey": { value: KEY_ID, secret: true } } }
        : { environment: { PULUMI_DEBUG_PROVIDERS: `alicloud-dbs:${plugin.port}` } }),
    });
    return new Host(name, emulator, stack, plugin);
  }

  async stop(): Promise<void> {
    await this.stack.dispose();
    this.plugin?.stop();
    await this.emulator.close();
  }

  /** Returns the value for this host, where the two differ, and says why they do. */
  differs<T>(_because: string, values: Record<HostName, T>): T {
    return values[this.name];
  }

  /** Runs an operation that the two hosts need not treat in the same way. */
  async attempt(operation: EngineOperation, program: HostProgram, options: EngineRunOptions = {}): Promise<HostRun> {
    this.emulator.clearRequests();
    const result = await this.stack.attempt(operation, { ...options, program: this.programOf(program) });
    const actions = this.emulator.requests().map(({ action }) => action);
    this.told.push(result.output, reportedIn(result.events), this.stack.stateText(), String(result.error?.message));
    return { ...result, actions };
  }

  /** Runs an operation, and adds what it did to the facts of the row. */
  async run(operation: EngineOperation, program: HostProgram, options: EngineRunOptions = {}): Promise<HostRun> {
    const result = await this.attempt(operation, program, options);
    this.compare({ operation, failed: result.error !== undefined, said: saidIn(result.events) });
    this.compare({ steps: stepsIn(result.events), recorded: this.resources().length });
    return result;
  }

  /** Runs an operation that must succeed. */
  async runs(operation: EngineOperation, program: HostProgram, options: EngineRunOptions = {}): Promise<HostRun> {
    const result = await this.run(operation, program, options);
    if (result.error !== undefined) throw result.error;
    this.compare({ actions: result.actions });
    return result;
  }

  /** Adds a fact to the row. It must be the same in both hosts. */
  compare(fact: unknown): void {
    this.facts.push(fact);
  }

  /** Returns the gates and exports in the state. */
  resources() {
    return this.stack.state().resources.filter(({ type }) => /:DownloadTask(sGate)?$/.test(type));
  }

  /** Returns the outputs of the program. */
  outputs(): Record<string, unknown> {
    return this.stack.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};
  }

  private programOf(program: HostProgram): PulumiFn {
    return async () =>
      await program(
        this.plugin === undefined
          ? {}
          : {
              provider: new dbs.Provider("prod", {
                region: "cn-hangzhou",
                endpoint: this.emulator.url,
                accessKey: KEY_ID,
                secretKey: SECRET,
              }),
            },
      );
  }
}
