import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { type PluginServer, startServer } from "../../../provider/plugin/startServer";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { ensurePulumiCli } from "../cli/pulumiCli";
import { KEY_ID, SECRET } from "../gateStack";
import { languageHostFolder } from "../programs/languageHostFolder";
import { type EngineOperation, type EngineRun, type EngineRunOptions, TemporaryStack } from "../temporaryStack";

/** A resource of the plugin, as a generated SDK would make it. */
export class PluginResource extends pulumi.CustomResource {
  constructor(
    type: "DownloadTasksGate" | "DownloadTask",
    name: string,
    inputs: pulumi.Inputs,
    opts?: pulumi.CustomResourceOptions,
  ) {
    const outputs = type === "DownloadTask" ? TASK_OUTPUTS : GATE_OUTPUTS;
    super(`alicloud-dbs:index:${type}`, name, { ...outputs, ...inputs }, opts);
  }

  /** Returns an output by its name. */
  output(name: string): pulumi.Output<unknown> {
    return (this as unknown as Record<string, pulumi.Output<unknown>>)[name] as pulumi.Output<unknown>;
  }
}

const GATE_OUTPUTS = { tasks: undefined, ids: undefined, summary: undefined, openedAt: undefined };
const TASK_OUTPUTS = { taskId: undefined, gmtCreate: undefined, adopted: undefined };

/** An explicit provider, as a generated SDK would make it. */
export class PluginProvider extends pulumi.ProviderResource {
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ResourceOptions) {
    super("alicloud-dbs", name, args, opts);
  }
}

/** Service, plugin and stack that tests of the plugin on the real engine share. All are empty before each test. */
export interface PluginTests {
  readonly emulator: Emulator;
  readonly stack: TemporaryStack;
  /** The outputs, states and errors of all runs. */
  readonly told: readonly string[];
  run(operation: EngineOperation, program: PulumiFn, options?: EngineRunOptions): Promise<PluginRun>;
  /** Runs an operation that must succeed. */
  runs(operation: EngineOperation, program: PulumiFn, options?: EngineRunOptions): Promise<PluginRun>;
}

interface PluginRun extends EngineRun {
  /** Actions of the requests that the service received during the run, in their order. */
  actions: string[];
}

/** Returns the configuration of a stack whose default provider calls the service at this URL. */
export function pluginConfig(url: string) {
  return {
    "alicloud-dbs:endpoint": { value: url },
    "alicloud-dbs:region": { value: "cn-hangzhou" },
    "alicloud-dbs:accessKey": { value: KEY_ID },
    "alicloud-dbs:secretKey": { value: SECRET, secret: true },
  };
}

/**
 * Starts the emulator, the plugin and the stack before the tests, and removes them afterwards. The engine attaches to
 * the plugin in this process, so that its coverage counts. Call it within `describe`.
 */
export function usePlugin(): PluginTests {
  const told: string[] = [];
  let emulator: Emulator;
  let plugin: PluginServer;
  let stack: TemporaryStack;

  before(async function () {
    this.timeout(1_800_000);
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    plugin = await startServer({}, "provider/plugin");
    stack = await TemporaryStack.create({
      cli: await ensurePulumiCli({ environment: process.env, report: console.log }),
      program: async () => {},
      config: pluginConfig(emulator.url),
      environment: { PULUMI_DEBUG_PROVIDERS: `alicloud-dbs:${plugin.port}` },
      // `pulumi import` loads a language host even if it generates no code.
      path: [languageHostFolder(mkdtempSync(join(tmpdir(), "language-host-")))],
    });
  });
  after(async () => {
    await stack?.dispose();
    plugin?.stop();
    await emulator?.close();
  });
  beforeEach(() => emulator.reset());
  afterEach(() => stack.forget());

  const run: PluginTests["run"] = async (operation, program, options = {}) => {
    emulator.clearRequests();
    const result = await stack.attempt(operation, { ...options, program });
    told.push(result.output, stack.stateText(), String(result.error?.message));
    return { ...result, actions: emulator.requests().map(({ action }) => action) };
  };
  return {
    get emulator() {
      return emulator;
    },
    get stack() {
      return stack;
    },
    told,
    run,
    async runs(...given) {
      const result = await run(...given);
      if (result.error !== undefined) throw result.error;
      return result;
    },
  };
}
