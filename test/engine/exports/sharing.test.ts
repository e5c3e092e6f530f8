import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { gateStack } from "../gateStack";
import { exportArgs, exportProgram, tasksIn, useExports } from "./exportTests";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

/** Drops the resource's hook, as a transform that returns fresh options does. */
const dropHook: pulumi.ResourceTransform = ({ props, opts: { hooks: _, ...opts } }) => ({ props, opts });

describe("an export that more than one asks for, on the real engine", function () {
  this.timeout(600_000);
  const { run, tasks, actions, gates } = useExports();
  const running = { running: 3600, bakSetId: "b-1", format: "csv", targetType: "URL" } as const;

  it("is adopted if it was started before and has not finished, and the preview and the row say so", async () => {
    gates.emulator.addTasks([{ taskId: "dt-a", createdIn: -60, instanceName: exportArgs().instanceName, ...running }]);
    assert.match((await run("preview")).output, /orders create orders: would adopt dt-a \(running/);
    const { error, output } = await run("up");
    assert.equal(error, undefined, output);
    assert.match(output, /orders: adopted dt-a \(running/);
    const { taskId, adopted } = tasks()[0]?.outputs ?? {};
    assert.deepEqual([taskId, adopted, actions()], ["dt-a", true, [LOOK]]);
  });

  it("is started once by two resources of one program, one of which adopts the other's task", async () => {
    const program = async () => {
      for (const name of ["one", "two"]) new dbs.DownloadTask(name, exportArgs());
    };
    const { error, output } = await run("up", program);
    assert.equal(error, undefined, output);
    assert.deepEqual(gates.emulator.taskIds(), ["dt-started-1"]);
    const found = tasks().map(({ outputs }) => outputs ?? {});
    assert.deepEqual(
      [found.map(({ taskId }) => taskId), found.map(({ adopted }) => adopted).sort()],
      [
        ["dt-started-1", "dt-started-1"],
        [false, true],
      ],
    );
    assert.equal((await run("up", program)).requests, 0);
  });

  it("is started once by two stacks, one of which adopts the other's task", async () => {
    const other = await gateStack(gates.emulator.url, exportProgram());
    try {
      const [first, second] = await Promise.all([run("up"), other.attempt("up")]);
      assert.deepEqual([first.error, second.error], [undefined, undefined], first.output + second.output);
      assert.deepEqual(gates.emulator.taskIds(), ["dt-started-1"]);
      const adopted = [...tasks(), ...tasksIn(other.state())].map(({ outputs }) => outputs?.adopted);
      assert.deepEqual(adopted.sort(), [false, true]);
    } finally {
      await other.dispose();
    }
  });

  it("is looked for by create if a transform has dropped the hook, and started if there is none", async () => {
    const program = exportProgram({}, { transforms: [dropHook] });
    const started = await run("up", program);
    assert.equal(started.error, undefined, started.output);
    assert.deepEqual([[...new Set(actions())], actions().at(-1)], [[LOOK, CREATE], CREATE]);
    assert.equal(tasks()[0]?.outputs?.adopted, false);
    gates.stack.forget();
    const adopted = await run("up", program);
    assert.equal(adopted.error, undefined, adopted.output);
    assert.deepEqual([actions(), tasks()[0]?.outputs?.adopted], [[LOOK], true]);
    gates.stack.forget();
    const { output } = await run("up", exportProgram({ backupSetId: "b-2" }, { transforms: [dropHook] }));
    assert.match(
      output,
      /\[conflict\] .*dt-started-1.* Pulumi's provider process looked itself, because the program left/,
    );
  });

  it("is started after the user's own hooks, which stay as they are", async () => {
    const ran: [name: string, requests: number][] = [];
    const program = async () => {
      const theirs = new pulumi.ResourceHook("theirs", ({ name }) => void ran.push([name, actions().length]));
      const hooks = { beforeCreate: [theirs] };
      new dbs.DownloadTask("orders", exportArgs(), { hooks });
      assert.equal(hooks.beforeCreate.length, 1);
    };
    const { error, output } = await run("up", program);
    assert.equal(error, undefined, output);
    assert.deepEqual([ran, actions()], [[["orders", 0]], [LOOK, CREATE]]);
  });

  it("is not waited for any longer once the signal of withSignal is aborted, and the next up adopts it", async () => {
    gates.emulator.addFaults([{ action: CREATE, connection: "silent" }]);
    const controller = new AbortController();
    const sent = (async () => {
      while (!actions().includes(CREATE)) await sleep(20);
      controller.abort();
    })();
    const { output } = await run("up", () => dbs.withSignal(controller.signal, exportProgram()));
    await sent;
    assert.match(output, /\[cancelled\] orders: .*may have been started/);
    assert.deepEqual([tasks(), gates.stack.state().pendingOperations], [[], []]);
    const next = await run("up");
    assert.equal(next.error, undefined, next.output);
    assert.deepEqual([actions(), gates.emulator.taskIds()], [[LOOK], ["dt-started-1"]]);
  });

  it("is waited for by a gate in the same up", async () => {
    const program = async () => {
      const task = new dbs.DownloadTask("orders", exportArgs());
      const gate = new dbs.DownloadTasksGate("ready", {
        instanceName: task.instanceName,
        taskIds: [task.taskId],
        pollInterval: "200ms",
      });
      return { ids: gate.ids };
    };
    const preview = await run("preview", program);
    assert.match(preview.output, /ready create ready: not known until taskIds is/);
    let output = "";
    const opened = await run("up", program, {
      onOutput: (text) => {
        output += text;
        if (/ready: 0 of 1 finished/.test(output)) gates.emulator.updateTask("dt-started-1", { running: 0 });
      },
    });
    assert.equal(opened.error, undefined, opened.output);
    assert.match(opened.output, /ready: open after .*: dt-started-1 finished/);
    assert.deepEqual(gates.gates()[0]?.outputs?.ids, ["dt-started-1"]);
  });

  it("is followed by a new task and a new opening of the gate if a trigger of both changes", async () => {
    gates.emulator.setExportRules({ lives: [{ running: 0 }] });
    const program = (build: number) => async () => {
      const task = new dbs.DownloadTask("orders", { ...exportArgs(), triggers: [build] });
      new dbs.DownloadTasksGate("ready", {
        instanceName: task.instanceName,
        taskIds: [task.taskId],
        pollInterval: "200ms",
      });
    };
    await run("up", program(1));
    const { error, output } = await run("up", program(2));
    assert.equal(error, undefined, output);
    assert.deepEqual(gates.gates()[0]?.outputs?.ids, ["dt-started-2"]);
    assert.equal((await run("up", program(2))).requests, 0);
  });

  it("keeps secret inputs out of the row, the errors, the id and the events", async () => {
    const hidden = {
      instanceName: pulumi.secret("rm-hidden1"),
      target: { type: "OSS" as const, bucket: pulumi.secret("hidden-bucket"), path: "orders" },
    };
    const leak = ({ output, events, error }: Awaited<ReturnType<typeof run>>) => {
      const shown = events.filter(({ diagnosticEvent }) => String(diagnosticEvent?.severity) !== "debug");
      const texts = [output, JSON.stringify(shown), String(error?.message), gates.stack.stateText()];
      return texts.map((text) => /.{0,200}hidden.{0,60}/.exec(text)?.[0]).find((found) => found !== undefined);
    };
    assert.equal(leak(await run("preview", exportProgram(hidden))), undefined);
    const started = await run("up", exportProgram(hidden));
    assert.deepEqual([started.error, leak(started)], [undefined, undefined], started.output);
    assert.equal(tasks()[0]?.id, "cn-hangzhou:[secret]:dt-started-1");
    const conflict = await run("up", exportProgram({ ...hidden, backupSetId: "b-2" }));
    assert.match(conflict.output, /\[conflict\]/);
    assert.equal(leak(conflict), undefined);
    const refused = await run("up", exportProgram({ ...hidden, format: pulumi.secret("hidden" as "csv") }));
    assert.match(refused.output, /format is "\[secret\]"/);
    assert.equal(leak(refused), undefined);
    const destroyed = await run("destroy");
    assert.deepEqual([destroyed.error, leak(destroyed)], [undefined, undefined]);
  });
});
