import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import * as dbs from "pulumi-alicloud-dbs";
import { SIGNATURE } from "../../../provider/core/pulumiMarks";
import type { EmulatedTask } from "../../../sdk/emulator/scenario";
import { exportTask } from "../../support/tasks/exportTask";
import { gateProgram } from "../gateStack";
import { useGates } from "../gateTests";

interface SecretGate {
  /** Arguments, one of them secret. */
  args: dbs.DownloadTasksGateArgs;
  /** Tasks that repeat the secret argument. */
  tasks: EmulatedTask[];
}

const task = (taskId: string, more: Partial<EmulatedTask>): EmulatedTask => ({
  ...exportTask(taskId, { endsIn: -60 }),
  targetPath: `oss://${Object.values(more).join("/")}/${taskId}`,
  ...more,
});
/** Gates by the name of their secret argument. Every secret text contains `hidden`, and nothing else does. */
const GATES: Readonly<Record<string, SecretGate>> = {
  any: {
    args: { instanceName: "rm-1", taskIds: pulumi.secret(["dt-hidden1", "dt-hidden2"]), require: "any" },
    tasks: [task("dt-hidden1", {}), task("dt-hidden2", { outcome: "failed" })],
  },
  element: {
    args: { instanceName: "rm-2", taskIds: ["dt-21", pulumi.secret("dt-hidden22")] },
    tasks: [task("dt-21", { instanceName: "rm-2" }), task("dt-hidden22", { instanceName: "rm-2" })],
  },
  promise: {
    args: { instanceName: "rm-3", taskIds: Promise.resolve(pulumi.secret(["dt-hidden3"])) as never },
    tasks: [task("dt-hidden3", { instanceName: "rm-3" })],
  },
  instanceName: {
    args: { instanceName: pulumi.secret("rm-hidden4") },
    tasks: [task("dt-4", { instanceName: "rm-hidden4" })],
  },
  datasourceId: {
    args: { datasourceId: pulumi.secret("ds-rm-hidden5_cn-hangzhou") },
    tasks: [task("dt-5", { instanceName: "rm-hidden5" })],
  },
  backupSetId: {
    args: { instanceName: "rm-6", backupSetId: pulumi.secret("b-hidden6") },
    tasks: [task("dt-6", { instanceName: "rm-6", bakSetId: "b-hidden6" })],
  },
  clusterName: {
    args: { instanceName: "rm-7", clusterName: pulumi.secret("c-hidden7") },
    tasks: [task("dt-7", { instanceName: "rm-7", clusterName: "c-hidden7" })],
  },
};
const HIDDEN = /.{0,200}hidden.{0,60}/i;
/** Drops a gate's hook, so that the provider's process looks by itself. */
const withoutHook: pulumi.ResourceTransformation = ({ props, opts }) => ({ props, opts: { ...opts, hooks: {} } });

describe("secret inputs of a gate on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  /** Runs an operation, and returns its output and the first secret that it wrote or that the state has in the clear. */
  const run = async (operation: "up" | "refresh" | "preview", program: PulumiFn) => {
    const { output, events, error } = await tests.run(operation, program);
    // The SDK's own debug messages hold whole requests and answers, with secrets in the clear.
    const shown = events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
    const told = [output, JSON.stringify(shown), String(error?.message), tests.stack.stateText()];
    return { output, error, leak: told.map((text) => HIDDEN.exec(text)?.[0]).find((found) => found !== undefined) };
  };

  for (const [who, opts] of [
    ["the program", {}],
    ["the provider's process", { transformations: [withoutHook] }],
  ] as [string, pulumi.CustomResourceOptions][]) {
    it(`stand in the clear in no output, no row and no error if ${who} looked`, async () => {
      const program =
        (more: dbs.DownloadTasksGateArgs): PulumiFn =>
        async () => {
          const gates = Object.entries(GATES).map(
            ([name, { args }]) => new dbs.DownloadTasksGate(name, { timeout: 0, ...args, ...more }, opts),
          );
          return { summaries: gates.map(({ summary }) => summary) };
        };
      tests.emulator.addTasks(Object.values(GATES).flatMap(({ tasks }) => tasks));
      const first = await run("up", program({}));
      assert.deepEqual([first.error, first.leak], [undefined, undefined], first.output);
      const secret = ["tasks", "ids", "summary"].map((name) => `"${name}":{"${SIGNATURE}"`);
      for (const { urn, outputs } of tests.gates()) {
        for (const each of secret) assert.ok(JSON.stringify(outputs).includes(each), `${each} of ${urn}`);
      }
      for (const operation of ["refresh", "preview", "up"] as const) {
        const later = await run(operation, program({ pollInterval: "10s" }));
        assert.deepEqual([later.error, later.leak], [undefined, undefined], operation);
      }
      assert.equal(tests.gates().length, Object.keys(GATES).length);

      tests.emulator.reset();
      tests.emulator.addTasks(
        Object.values(GATES).flatMap(({ tasks }) => tasks.map((each) => ({ ...each, outcome: "failed" }))),
      );
      const failed = await run("up", program({ triggers: ["again"] }));
      assert.match(failed.output, /\[taskFailed\]/);
      assert.equal(failed.leak, undefined, failed.output);
    });
  }

  it("are not named by the engine when they are refused", async () => {
    const args = { instanceName: pulumi.secret("rm hidden1"), taskIds: [pulumi.secret("dt-hidden"), ""], minTasks: 0 };
    const { output, leak } = await run("up", gateProgram(args));
    assert.match(output, /instanceName is "\[secret\]", but must be a non-empty string/);
    assert.match(output, /property minTasks value \{0\} has a problem/);
    assert.equal(leak, undefined, output);
  });

  it("leave no trace in the record of a gate that has none", async () => {
    tests.emulator.addTasks([task("dt-a", {})]);
    await tests.run("up", gateProgram({ instanceName: pulumi.output("rm-1"), taskIds: [pulumi.output("dt-a")] }));
    const [gate] = tests.gates();
    assert.deepEqual(gate?.outputs?.ids, ["dt-a"]);
    assert.doesNotMatch(JSON.stringify(gate), /secretInputs/);
  });
});
