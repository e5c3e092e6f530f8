import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { type GateTests, useGates } from "../gateTests";
import type { StackState } from "../temporaryStack";

let tests = 0;

/** Returns the arguments of the export that the current test asks for. */
export function exportArgs(): dbs.DownloadTaskArgs & { instanceName: string } {
  // A process remembers which exports it has started on an instance, so each test has one of its own.
  return { instanceName: `rm-${tests}`, backupSetId: "b-1", format: "csv" };
}

/** Makes a program with one export. */
export function exportProgram(args: Partial<dbs.DownloadTaskArgs> = {}, opts?: pulumi.CustomResourceOptions): PulumiFn {
  return async () => {
    const task = new dbs.DownloadTask("orders", { ...exportArgs(), ...args }, opts);
    return { taskId: task.taskId };
  };
}

/** Service and stack that tests of exports on the real engine share. Both are empty before each test. */
export interface ExportTests extends Pick<GateTests, "run" | "told"> {
  gates: GateTests;
  /** The `DownloadTask`s in the state. */
  tasks(): StackState["resources"];
  /** Returns the actions of the requests that the service received during the last run, in their order. */
  actions(): string[];
}

/** Starts the emulator and the stack before the tests, and removes them afterwards. Exports that start run for an hour. */
export function useExports(): ExportTests {
  const gates = useGates();
  beforeEach(() => {
    tests += 1;
  });
  beforeEach(() => gates.emulator.setExportRules({ lives: [{ running: 3600 }] }));
  return {
    gates,
    told: gates.told,
    run: (operation, program = exportProgram(), options = {}) => gates.run(operation, program, options),
    tasks: () => tasksIn(gates.stack.state()),
    actions: () => gates.emulator.requests().map(({ action }) => action),
  };
}

/** Returns the `DownloadTask`s in a stack's state. */
export function tasksIn({ resources }: StackState): StackState["resources"] {
  return resources.filter(({ type }) => type.endsWith(":DownloadTask"));
}
