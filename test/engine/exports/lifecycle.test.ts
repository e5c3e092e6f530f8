import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as dbs from "pulumi-alicloud-dbs";
import { TASK_PROVIDER_TEXT } from "../../../provider/dynamic/taskProviderText";
import { KEY_ID, SECRET } from "../gateStack";
import { exportArgs, exportProgram, useExports } from "./exportTests";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";
const FORGOTTEN = /dt-started-1 is no longer managed here.*the service can neither cancel nor delete a task/;

describe("a DownloadTask on the real engine", function () {
  this.timeout(600_000);
  const { run, told, tasks, actions, gates } = useExports();
  const outputs = () => tasks()[0]?.outputs ?? {};

  it("looks, starts one export and records it, without a request of the provider", async () => {
    const { error, output } = await run("up");
    assert.equal(error, undefined, output);
    assert.match(output, /orders: started dt-started-1/);
    // A provider that did the work itself would look a second time.
    assert.deepEqual(actions(), [LOOK, CREATE]);
    const { taskId, adopted, gmtCreate, instanceName, format } = outputs();
    assert.deepEqual(
      [taskId, adopted, instanceName, format],
      ["dt-started-1", false, exportArgs().instanceName, "csv"],
    );
    assert.match(String(gmtCreate), /^\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z$/);
    assert.equal(tasks()[0]?.id, `cn-hangzhou:${exportArgs().instanceName}:dt-started-1`);
    assert.equal(tasks()[0]?.inputs?.__provider, TASK_PROVIDER_TEXT);
  });

  it("sends no request once it is recorded, in up, refresh, preview or destroy, and says that destroy forgets the task", async () => {
    await run("up");
    for (const operation of ["up", "refresh", "preview"] as const) {
      const { requests, error, output } = await run(operation);
      assert.deepEqual([requests, error], [0, undefined], operation);
      assert.match(output, /2 unchanged/);
    }
    const { requests, error, output } = await run("destroy");
    assert.deepEqual([requests, error, tasks()], [0, undefined, []]);
    assert.match(output, FORGOTTEN);
    assert.deepEqual(gates.emulator.taskIds(), ["dt-started-1"]);
  });

  it("starts nothing if only the spelling of its inputs or the way to start changes", async () => {
    const moment = { backupSetId: undefined as never, pointInTime: "2026-01-01T08:00:00+08:00" };
    await run("up", exportProgram(moment));
    const { id } = tasks()[0] ?? {};
    const others: Partial<dbs.DownloadTaskArgs>[] = [
      { format: "CSV", backupSetSize: 1_000_000 },
      { pointInTime: new Date("2026-01-01T00:00:00Z"), adopt: "never" },
      { pointInTime: Date.UTC(2026, 0, 1), network: "public", adoptTaskId: "dt-other", target: { type: "URL" } },
    ];
    for (const change of others) {
      const { requests, error, output } = await run("up", exportProgram({ ...moment, ...change }));
      assert.deepEqual([error, requests, tasks()[0]?.id], [undefined, 0, id], JSON.stringify(change));
      assert.match(output, /2 unchanged/);
    }
    assert.deepEqual(tasks()[0]?.inputs?.target, { type: "URL" }, "the state takes the new inputs");
  });

  it("starts another export if another backup set is given", async () => {
    gates.emulator.setExportRules({ lives: [{ running: 0 }] });
    await run("up");
    const { output, error } = await run("up", exportProgram({ backupSetId: "b-2" }));
    assert.equal(error, undefined, output);
    assert.deepEqual([outputs().taskId, actions()], ["dt-started-2", [LOOK, CREATE]]);
    assert.match(output, FORGOTTEN);
  });

  it("adopts the task that still runs if a trigger changes, under the id that it had", async () => {
    await run("up", exportProgram({ triggers: [1] }));
    const { output, error } = await run("up", exportProgram({ triggers: [2] }));
    assert.equal(error, undefined, output);
    assert.deepEqual(
      [actions(), tasks().length, outputs().taskId, outputs().adopted],
      [[LOOK], 1, "dt-started-1", true],
    );
    assert.match(output, /orders: adopted dt-started-1/);
    assert.match(output, /dt-started-1 is no longer managed here, unless another DownloadTask has adopted it/);
    assert.equal((await run("up", exportProgram({ triggers: [2] }))).requests, 0);
  });

  it("says in a preview what an up would do, and sends nothing that starts an export", async () => {
    const fresh = await run("preview", exportProgram({ target: { type: "OSS", bucket: "exports", path: "orders" } }));
    assert.equal(fresh.error, undefined, fresh.output);
    assert.match(
      fresh.output,
      /orders create orders: would start an export of b-1 as csv to oss:\/\/exports\/orders .*charged by its size/,
    );
    assert.ok(!actions().includes(CREATE));
    await run("up");
    gates.stack.forget();
    const adopting = await run("preview");
    assert.match(adopting.output, /orders create orders: would adopt dt-started-1/);
    const blocked = await run("preview", exportProgram({ backupSetId: "b-2" }));
    assert.equal(blocked.error, undefined);
    assert.match(blocked.output, /orders create orders: would fail while dt-started-1 is in the way/);
    assert.ok(!actions().includes(CREATE));
  });

  it("warns if the preview can't look, without failing", async () => {
    gates.emulator.setCredentials([{ accessKeyId: KEY_ID, accessKeySecret: "another" }]);
    const { output, error } = await run("preview");
    assert.equal(error, undefined);
    assert.match(output, /warning: orders: the preview could not read the tasks: \[credentials\]/);
  });

  it("names every refused input in a preview, and sends nothing", async () => {
    const bad: [string, Partial<Record<keyof dbs.DownloadTaskArgs, unknown>>][] = [
      ["format", { format: "tsv" }],
      ["pointInTime", { pointInTime: "2026-01-01" }],
      ["backupSetId", { backupSetId: undefined }],
      ["target.bucket", { target: { type: "OSS" } }],
      ["target.bucket", { target: { type: "OSS", bucket: "No_Bucket" } }],
      ["format", { instanceName: "dds-1", format: "qp.xb" }],
      ["target.path", { target: { type: "OSS", bucket: "exports", path: "a/../b" } }],
      ["adoptTaskId", { adoptTaskId: "cn-hangzhou:rm-1:dt-1" }],
      ["isCluster", { isCluster: true }],
      ["adopt", { adopt: "finished", triggers: [1] }],
    ];
    for (const [name, change] of bad) {
      const { output, error, requests } = await run("preview", exportProgram(change as object));
      assert.ok(error, name);
      assert.match(output, new RegExp(`${name.replace(".", "\\.")}.* (is|can't be) `), name);
      assert.doesNotMatch(output, /<nil>/);
      assert.equal(requests, 0);
    }
  });

  it("sends nothing and records nothing if a running task only may be equal, and names it", async () => {
    const task = { bakSetId: "b-1", format: "csv", targetType: "URL", running: 3600 } as const;
    gates.emulator.addTasks([{ taskId: "dt-a", instanceName: exportArgs().instanceName, createdIn: -60, ...task }]);
    const { output, error } = await run("up", exportProgram({ useZstd: true }));
    assert.ok(error);
    assert.match(output, /before hook .* failed: \[conflict\] orders: .*dt-a.*useZstd.*adoptTaskId/);
    assert.deepEqual(actions(), [LOOK]);
    assert.deepEqual([tasks(), gates.stack.state().pendingOperations], [[], []]);
  });

  it("starts and records nothing if the service allows no second task, and names the one in the way", async () => {
    await run("up");
    gates.stack.forget();
    const { output, error } = await run("up", exportProgram({ backupSetId: "b-2" }));
    assert.ok(error);
    assert.match(output, /before hook .* failed: \[conflict\] orders: .*dt-started-1/);
    assert.deepEqual(gates.emulator.taskIds(), ["dt-started-1"]);
    assert.deepEqual([tasks(), gates.stack.state().pendingOperations], [[], []]);
  });

  it("needs neither keys nor this package for refresh and destroy", async () => {
    await run("up");
    gates.emulator.setCredentials([]);
    const elsewhere = mkdtempSync(join(tmpdir(), "no-package-"));
    mkdirSync(join(elsewhere, "node_modules"));
    symlinkSync(join(process.cwd(), "node_modules/@pulumi"), join(elsewhere, "node_modules/@pulumi"));
    try {
      await gates.stack.moveTo(elsewhere);
      const failed = await run("up", exportProgram({ backupSetId: "b-2" }));
      assert.match(failed.output, /Cannot find module 'pulumi-alicloud-dbs\/task-provider'/);
      for (const operation of ["refresh", "destroy"] as const) {
        const { error, output, requests } = await run(operation);
        assert.deepEqual([error, requests], [undefined, 0], output);
      }
      assert.deepEqual(tasks(), []);
    } finally {
      await gates.stack.moveTo(process.cwd());
      rmSync(elsewhere, { recursive: true });
    }
  });

  it("left no key in any output, error or state of the runs above", () => {
    assert.ok(told.some((text) => text.includes("DownloadTask::orders")));
    for (const key of [KEY_ID, SECRET]) {
      assert.deepEqual(
        told.filter((text) => text.includes(key)),
        [],
      );
    }
  });
});
