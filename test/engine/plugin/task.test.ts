import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { PluginResource, usePlugin } from "./pluginTests";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

let count = 0;

describe("a DownloadTask of the plugin on the real engine", function () {
  this.timeout(600_000);
  const tests = usePlugin();
  const { run, runs } = tests;
  const program =
    (args: pulumi.Inputs = {}, opts?: pulumi.CustomResourceOptions): PulumiFn =>
    async () => {
      // A process remembers which exports it has started on an instance, so each test has one of its own.
      const inputs = { instanceName: `rm-${count}`, backupSetId: "b-1", format: "csv", ...args };
      const task = new PluginResource("DownloadTask", "orders", inputs, opts);
      return { taskId: task.output("taskId") };
    };
  const tasks = () => tests.stack.state().resources.filter(({ type }) => type.endsWith(":DownloadTask"));
  beforeEach(() => {
    count += 1;
    tests.emulator.setExportRules({ lives: [{ running: 3600 }] });
  });

  it("previews, looks, starts one export and records it, and is forgotten with a line", async () => {
    const preview = await runs("preview", program());
    assert.match(preview.output, /orders: would start an export of b-1 as csv/);
    assert.ok(!preview.actions.includes(CREATE));
    const { output, actions } = await runs("up", program());
    assert.match(output, /orders: started dt-started-1/);
    assert.deepEqual(actions, [LOOK, CREATE]);
    const [task] = tasks();
    assert.equal(task?.id, `cn-hangzhou:rm-${count}:dt-started-1`);
    const { gmtCreate, ...outputs } = task?.outputs ?? {};
    assert.match(String(gmtCreate), /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
    const inputs = {
      regionCode: "cn-hangzhou",
      instanceName: `rm-${count}`,
      backupSetId: "b-1",
      format: "csv",
      target: { type: "URL" },
      adopt: "unfinished",
    };
    assert.deepEqual(outputs, { ...inputs, taskId: "dt-started-1", adopted: false });
    assert.deepEqual(task?.inputs, inputs);
    for (const operation of ["up", "refresh", "preview"] as const) {
      assert.deepEqual((await runs(operation, program())).actions, [], operation);
    }
    const destroyed = await runs("destroy", program());
    assert.deepEqual([destroyed.actions, tasks()], [[], []]);
    assert.match(destroyed.output, /orders: dt-started-1 is no longer managed here.*can neither cancel nor delete/);
  });

  it("starts nothing if only the spelling of its inputs or the way to start changes", async () => {
    const moment = { backupSetId: undefined, pointInTime: "2026-01-01T08:00:00+08:00" };
    await runs("up", program(moment));
    const changes = [
      [{ format: "CSV", backupSetSize: 1_000_000 }, /2 unchanged/],
      // The record has `adopt`, whose change is an update in place.
      [{ pointInTime: "2026-01-01T00:00:00Z", backupSetSize: 1_000_000, adopt: "never" }, /1 updated/],
      [{ pointInTime: Date.UTC(2026, 0, 1), network: "public", adoptTaskId: "dt-other" }, /1 updated/],
      [{ network: "public", adoptTaskId: "dt-other", target: { type: "URL" } }, /2 unchanged/],
    ] as const;
    for (const [change, step] of changes) {
      const { actions, output } = await runs("up", program({ ...moment, ...change }));
      assert.deepEqual(actions, [], JSON.stringify(change));
      assert.match(output, step);
    }
    assert.equal(tasks()[0]?.inputs?.network, "public", "the state takes the new inputs");
  });

  it("adopts the task that still runs if a trigger changes", async () => {
    await runs("up", program({ triggers: [1] }));
    const { output, actions } = await runs("up", program({ triggers: [2] }));
    assert.deepEqual(actions, [LOOK]);
    assert.match(output, /orders: adopted dt-started-1/);
    assert.deepEqual([tasks().length, tasks()[0]?.outputs?.adopted], [1, true]);
  });

  it("is imported by its id with one look, and then unchanged or updated by the full program", async () => {
    const target = { type: "OSS", bucket: "exports", path: "orders/2026" };
    await runs("up", program({ target, triggers: [1] }));
    const id = tasks()[0]?.id as string;
    for (const importId of [id, id.split(":").slice(1).join(":")]) {
      tests.stack.forget();
      const { output, actions } = await runs("up", program({ target, triggers: [1] }, { import: importId }));
      assert.match(output, /1 imported/);
      assert.deepEqual(actions, [LOOK]);
      assert.equal(tasks()[0]?.id, id);
      const { adopted, taskId, gmtCreate } = tasks()[0]?.outputs ?? {};
      assert.deepEqual([adopted, taskId, typeof gmtCreate], [true, "dt-started-1", "string"]);
      const again = await runs("up", program({ target, triggers: [1], adopt: "never" }));
      assert.match(again.output, /2 unchanged/);
      assert.deepEqual(again.actions, []);
    }
    const changed = await runs("preview", program({ target, triggers: [2] }));
    assert.match(changed.output, /replace/, "the inputs of the program are recorded from then on");
  });

  it("is imported by `pulumi import`, and the full program then starts no export", async () => {
    await runs("up", program({ triggers: [1] }));
    const id = tasks()[0]?.id as string;
    tests.stack.forget();
    await runs("up", async () => {});
    tests.emulator.clearRequests();
    await tests.stack.stack.import({
      resources: [{ type: "alicloud-dbs:index:DownloadTask", name: "orders", id }],
      generateCode: false,
      protect: false,
    });
    assert.deepEqual(
      tests.emulator.requests().map(({ action }) => action),
      [LOOK],
    );
    const full = program({ triggers: ["build-7"], target: { type: "URL" } });
    const { output, actions } = await runs("up", full);
    assert.match(output, /2 unchanged|1 updated/);
    assert.deepEqual([actions, tasks()[0]?.id], [[], id]);
    const other = await runs("preview", program({ triggers: ["build-8"], target: { type: "URL" } }));
    assert.match(other.output, /replace/, "the trigger of the program is recorded from then on");
  });

  it("is not imported by a program that asks for another export than the list shows", async () => {
    await runs("up", program());
    const id = tasks()[0]?.id as string;
    tests.stack.forget();
    const { error, output } = await run("up", program({ format: "sql" }, { import: id }));
    assert.ok(error);
    assert.match(output, /previously-imported resources .* may not be replaced[\s\S]*format: \{csv\} => \{sql\}/);
  });

  it("can't be imported by an id of another form, or if it is not listed", async () => {
    const malformed = await run("up", program({}, { import: "dt-a" }));
    assert.match(
      malformed.output,
      /\[arguments\].*the id "dt-a" is not the id of a DownloadTask; it must be <region>:/,
    );
    const unknown = await run("up", program({}, { import: `rm-${count}:dt-a` }));
    assert.match(unknown.output, /\[taskNotFound\].*"dt-a" is not listed for "rm-\d+" in cn-hangzhou/);
  });
});
