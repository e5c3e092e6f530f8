import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";
import { gateProgram, gateStack, KEY_ID, SECRET } from "./gateStack";
import type { EngineOperation, EngineRun, EngineRunOptions, StackState, TemporaryStack } from "./temporaryStack";

/** Service and stack that tests of gates on the real engine share. Both are empty before each test. */
export interface GateTests {
  readonly emulator: Emulator;
  readonly stack: TemporaryStack;
  /** The outputs, states and errors of all runs. */
  readonly told: readonly string[];
  /** Runs an operation, and counts the requests that the service receives during it. Default program: one gate. */
  run(operation: EngineOperation, program?: PulumiFn, options?: EngineRunOptions): Promise<GateRun>;
  /**
   * Makes an `onOutput` that ends tasks as soon as the output matches a pattern.
   * @returns `onOutput`, and `endedAt`, which returns the time of the tasks' end in milliseconds since the epoch
   */
  endOn(pattern: RegExp, ...taskIds: string[]): { onOutput(text: string): void; endedAt(): number };
  gates(): StackState["resources"];
}

interface GateRun extends EngineRun {
  requests: number;
}

/** Starts the emulator and the stack before the tests, and removes them afterwards. Call it within `describe`. */
export function useGates(): GateTests {
  const told: string[] = [];
  let emulator: Emulator;
  let stack: TemporaryStack;

  before(async function () {
    this.timeout(1_800_000);
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    stack = await gateStack(emulator.url, gateProgram({}));
  });
  after(async () => {
    await stack?.dispose();
    await emulator?.close();
  });
  beforeEach(() => emulator.reset());
  afterEach(() => stack.forget());

  return {
    get emulator() {
      return emulator;
    },
    get stack() {
      return stack;
    },
    told,
    async run(operation, program = gateProgram({}), options = {}) {
      emulator.clearRequests();
      const result = await stack.attempt(operation, { ...options, program });
      told.push(result.output, stack.stateText(), String(result.error?.message));
      return { ...result, requests: emulator.requests().length };
    },
    endOn(pattern, ...taskIds) {
      let output = "";
      let ended = Number.NaN;
      return {
        onOutput: (text) => {
          output += text;
          if (!Number.isNaN(ended) || !pattern.test(output)) return;
          ended = Date.now();
          emulator.addTasks(taskIds.map((id) => exportTask(id, { endsIn: -1 })));
        },
        endedAt: () => ended,
      };
    },
    gates: () => stack.state().resources.filter(({ type }) => type.includes("DownloadTasksGate")),
  };
}
