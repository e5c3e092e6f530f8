import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { useGates } from "../gateTests";
import { Marker } from "../marker";

const MARKER = "urn:pulumi:test::test::pulumi-nodejs:dynamic/test:Marker";

/** Something that a program could not read, in the type that the input asks for. */
const nothing = () => pulumi.output(undefined as never);

describe("an input that is given but comes to nothing, on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const { run, gates } = tests;
  beforeEach(() => tests.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]));

  /** Counts the errors that contain a text, without the summary at the end of the output, which repeats each of them. */
  const reports = (output: string, text: string) =>
    output
      .split("Diagnostics:")[0]
      ?.split("\n")
      .filter((line) => line.includes("error: ") && line.includes(text)).length;

  it("is refused by name if its resource was skipped with --exclude, and nothing is sent", async () => {
    const given: [name: string, from: (set: Marker) => dbs.DownloadTasksGateArgs][] = [
      ["backupSetId", (set) => ({ backupSetId: set.id })],
      ["startTime", (set) => ({ startTime: set.createdAt })],
      ["taskIds[0]", (set) => ({ taskIds: [set.id, "dt-a"] })],
    ];
    for (const [name, from] of given) {
      const program = async () => {
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", ...from(new Marker("set", {})) });
      };
      const { output, requests } = await run("up", program, { exclude: [`${MARKER}::set`] });
      assert.equal(reports(output, `gate' has a problem: ${name} was given, but`), 1, output);
      assert.deepEqual([requests, gates()], [0, []], name);
    }
  });

  it("is refused by name in an up, and is not known in a preview", async () => {
    const given: dbs.DownloadTasksGateArgs = {
      clusterName: nothing(),
      backupSetId: Promise.resolve(undefined),
      taskType: nothing(),
      startTime: nothing(),
      endTime: Promise.resolve(undefined),
      taskIds: nothing(),
      require: nothing(),
      minTasks: nothing(),
      failOn: [nothing()],
      triggers: [{ build: nothing() }],
    };
    const program = async () => {
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", ...given });
    };
    const preview = await run("preview", program);
    assert.equal(preview.error, undefined);
    const { triggers: _, ...looked } = given;
    for (const name of Object.keys(looked)) {
      assert.match(preview.output, new RegExp(`gate: not known until .*${name}`));
    }
    const up = await run("up", program);
    assert.ok(up.error);
    for (const name of [
      ...Object.keys(looked).filter((input) => input !== "failOn"),
      "failOn[0]",
      "triggers[0].build",
    ]) {
      assert.equal(reports(up.output, `gate' has a problem: ${name} was given, but`), 1, up.output);
    }
    assert.deepEqual([preview.requests, up.requests, gates()], [0, 0, []]);
  });

  it("falls back to the default if it only says where or how to ask", async () => {
    const program = async () => {
      const how = { regionCode: nothing(), network: nothing(), timeout: nothing(), pollInterval: nothing() };
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", notFoundTimeout: nothing(), ...how });
    };
    assert.equal((await run("up", program)).error, undefined);
    const { __provider: _, ...inputs } = gates()[0]?.inputs ?? {};
    assert.deepEqual(inputs, { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "1h" });
  });

  it("is refused by name if a skipped resource would say where or how to ask", async () => {
    const given: [name: string, from: (set: Marker) => dbs.DownloadTasksGateArgs][] = [
      ["regionCode", (set) => ({ regionCode: set.id })],
      ["timeout", (set) => ({ timeout: set.id })],
    ];
    for (const [name, from] of given) {
      const program = async () => {
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", ...from(new Marker("set", {})) });
      };
      const { output, requests } = await run("up", program, { exclude: [`${MARKER}::set`] });
      assert.equal(reports(output, `gate' has a problem: ${name} was given, but`), 1, output);
      assert.deepEqual([requests, gates()], [0, []], name);
    }
  });

  it("leaves an open gate as it is, and does not fail a run that does not target the gate", async () => {
    let taskIds: pulumi.Input<string[]> = ["dt-a"];
    const program = async () => {
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", taskIds });
      new Marker("other", {});
    };
    assert.equal((await run("up", program)).error, undefined);
    const before = gates();
    taskIds = nothing();
    const refused = await run("up", program);
    assert.match(refused.output, /taskIds was given, but/);
    assert.deepEqual([refused.requests, gates()], [0, before]);
    const other = await run("up", program, { target: [`${MARKER}::other`] });
    assert.deepEqual([other.error, gates()], [undefined, before]);
  });

  it("fails getDownloadTasksOutput by name, which sends nothing", async () => {
    const program = async () => {
      const list = dbs.getDownloadTasksOutput({ instanceName: "rm-1", backupSetId: nothing(), state: nothing() });
      return { ids: list.ids };
    };
    const preview = await run("preview", program);
    assert.deepEqual([preview.error, preview.requests], [undefined, 0]);
    const { output, requests } = await run("up", program);
    assert.match(output, /\[arguments\] getDownloadTasksOutput: backupSetId was given, but .*\. state was given, but/);
    assert.equal(requests, 0);
  });

  describe("while no region is configured", () => {
    const REGION = "alicloud-dbs:region";
    before(() => tests.stack.stack.removeConfig(REGION));
    after(() => tests.stack.stack.setConfig(REGION, { value: "cn-hangzhou" }));

    it("is the only problem of a datasourceId, even if no region is configured, and fails no other run", async () => {
      const program = async () => {
        new dbs.DownloadTasksGate("gate", { datasourceId: nothing() });
        new Marker("other", {});
      };
      const { output } = await run("up", program);
      assert.equal(reports(output, "gate' has a problem: datasourceId was given, but"), 1, output);
      assert.doesNotMatch(output, /regionCode/);
      assert.equal((await run("up", program, { target: [`${MARKER}::other`] })).error, undefined);
    });

    it("is refused by name if it is the region and none is configured", async () => {
      const { output } = await run("up", async () => {
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: nothing() });
      });
      assert.equal(reports(output, "gate' has a problem: regionCode is missing; set it here"), 1, output);
    });
  });
});
