import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { masked } from "./engineFacts";
import type { Host, HostProgram } from "./host";
import { hostTable } from "./hostTable";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";

let rows = 0;

/** Makes a program with one export. */
function taskProgram(args: Partial<dbs.DownloadTaskArgs> = {}, opts: pulumi.CustomResourceOptions = {}): HostProgram {
  // A process remembers which exports it has started on an instance, so each row has one of its own.
  const instanceName = `rm-${rows}`;
  return async (options) => {
    const inputs = { instanceName, backupSetId: "b-1", format: "csv" as const, ...args };
    const task = new dbs.DownloadTask("orders", inputs, { ...options, ...opts });
    const { taskId, adopted, gmtCreate, regionCode, clusterName, pointInTime, triggers } = task;
    return {
      isTask: dbs.DownloadTask.isInstance(task),
      taskId,
      adopted,
      gmtCreate,
      regionCode,
      clusterName,
      triggers,
      pointInTime,
    };
  };
}

/** Returns what the state holds of the export that a program sees. */
function recorded(host: Host): string {
  const [task] = host.resources();
  return masked(JSON.stringify([task?.id, host.outputs()]));
}

describe("a DownloadTask on the real engine, with and without an explicit provider", function () {
  this.timeout(600_000);
  beforeEach(() => {
    rows += 1;
  });
  hostTable((row) => {
    const starting = (rule: string, then: (host: Host) => Promise<void>) =>
      row(rule, async (host) => {
        host.emulator.setExportRules({ lives: [{ running: 3600 }] });
        await then(host);
      });

    starting("previews, looks, starts one export, records it and forgets it with a line", async (host) => {
      const preview = await host.run("preview", taskProgram());
      assert.match(preview.output, /orders: would start an export of b-1 as csv/);
      assert.ok(!preview.actions.includes(CREATE));
      const { output, actions } = await host.runs("up", taskProgram());
      assert.match(output, /orders: started dt-started-1/);
      assert.deepEqual(actions, [LOOK, CREATE]);
      assert.deepEqual([host.outputs().taskId, host.outputs().adopted], ["dt-started-1", false]);
      assert.match(String(host.resources()[0]?.id), /^cn-hangzhou:rm-\d+:dt-started-1$/);
      host.compare(recorded(host));
      const { target, adopt } = host.resources()[0]?.outputs ?? {};
      assert.deepEqual(
        [target, adopt],
        host.differs("the plugin's check writes the defaults into the inputs, which are outputs too", {
          "without a provider": [undefined, undefined],
          "with an explicit provider": [{ type: "URL" }, "unfinished"],
        }),
      );
      for (const operation of ["up", "refresh", "preview"] as const) {
        assert.deepEqual((await host.runs(operation, taskProgram())).actions, [], operation);
      }
      const destroyed = await host.runs("destroy", taskProgram());
      assert.match(destroyed.output, /dt-started-1 is no longer managed here.*can neither cancel nor delete a task/);
      assert.deepEqual([destroyed.actions, host.resources()], [[], []]);
    });

    starting("adopts the export that still runs, which a preview says first", async (host) => {
      await host.runs("up", taskProgram());
      host.stack.forget();
      assert.match((await host.runs("preview", taskProgram())).output, /orders: would adopt dt-started-1/);
      const { output, actions } = await host.runs("up", taskProgram());
      assert.match(output, /orders: adopted dt-started-1/);
      assert.deepEqual(actions, [LOOK]);
      assert.equal(host.outputs().adopted, true);
      host.compare(recorded(host));
    });

    starting("starts and records nothing if another export is in the way, which a preview says first", async (host) => {
      await host.runs("up", taskProgram());
      host.stack.forget();
      const other = taskProgram({ backupSetId: "b-2" });
      assert.match((await host.run("preview", other)).output, /orders: would fail while dt-started-1 is in the way/);
      const { output, error } = await host.run("up", other);
      assert.ok(error);
      assert.match(output, /\[conflict\] orders: .*dt-started-1/);
      assert.deepEqual(
        [host.emulator.taskIds(), host.resources(), host.stack.state().pendingOperations],
        [["dt-started-1"], [], []],
      );
    });

    starting("sends nothing if a running task only may be equal, and names adoptTaskId", async (host) => {
      const task = { bakSetId: "b-1", format: "csv", targetType: "URL", running: 3600 } as const;
      host.emulator.addTasks([{ taskId: "dt-a", instanceName: `rm-${rows}`, createdIn: -60, ...task }]);
      const { output, error, actions } = await host.run("up", taskProgram({ useZstd: true }));
      assert.ok(error);
      assert.match(output, /\[conflict\] orders: .*dt-a.*useZstd.*adoptTaskId/);
      assert.deepEqual(actions, [LOOK]);
      const { output: taken } = await host.runs("up", taskProgram({ useZstd: true, adoptTaskId: "dt-a" }));
      assert.match(taken, /orders: adopted dt-a/);
    });

    starting(
      "adopts what still runs if a trigger changes, and starts nothing if only the spelling does",
      async (host) => {
        const moment = { backupSetId: undefined as never, triggers: [1] };
        await host.runs("up", taskProgram({ ...moment, pointInTime: "2026-01-01T08:00:00+08:00" }));
        for (const change of [
          { pointInTime: new Date("2026-01-01T00:00:00Z"), format: "CSV" as const },
          { pointInTime: Date.UTC(2026, 0, 1), network: "public" as const, target: { type: "URL" as const } },
        ]) {
          const args = { ...moment, backupSetSize: 1_000_000, ...change };
          assert.deepEqual((await host.runs("up", taskProgram(args))).actions, []);
        }
        host.compare(recorded(host));
        const changed = await host.runs(
          "up",
          taskProgram({ ...moment, pointInTime: Date.UTC(2026, 0, 1), triggers: [2] }),
        );
        assert.deepEqual(changed.actions, [LOOK]);
        assert.match(changed.output, /orders: adopted dt-started-1/);
      },
    );

    starting("says in a preview that an input is not known yet, and keeps a secret one secret", async (host) => {
      const program: HostProgram = async (options) => {
        const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-0" }, options);
        const backupSetId = gate.ids.apply((ids) => ids?.[0] ?? "");
        await taskProgram({ backupSetId: pulumi.secret(backupSetId) })(options);
        return {};
      };
      host.emulator.addTasks([{ taskId: "dt-hidden", instanceName: "rm-0", createdIn: -3600, running: 60 }]);
      const preview = await host.runs("preview", program);
      assert.match(preview.output, /orders: not known until backupSetId is/);
      const { output } = await host.runs("up", program);
      assert.match(output, /orders: started dt-started-1/);
      const [, task] = host.resources().sort((a, b) => a.urn.localeCompare(b.urn));
      const texts = host.resources().filter(({ urn }) => urn.endsWith("::orders"));
      assert.ok(task !== undefined && texts.length === 1);
      assert.doesNotMatch(JSON.stringify(texts), /dt-hidden/);
    });

    starting("names every problem of its inputs in a preview, and sends nothing", async (host) => {
      const args = { format: "tsv", target: { type: "OSS" }, isCluster: true, pointInTime: "2026-01-01" };
      const { output, error, actions } = await host.run("preview", taskProgram(args as object));
      assert.ok(error);
      for (const name of ["format", "target\\.bucket", "isCluster", "pointInTime"]) {
        assert.match(output, new RegExp(`${name}.* (is|can't be) `), name);
      }
      assert.deepEqual(actions, []);
    });

    starting("refuses the options id and urn in its constructor", async (host) => {
      const refusals: string[] = [];
      const program: HostProgram = async (options) => {
        for (const opts of [{ id: "x" }, { urn: "x" }]) {
          try {
            await taskProgram({}, opts)(options);
          } catch (error) {
            refusals.push((error as dbs.DbsError).message);
          }
        }
        return {};
      };
      await host.runs("up", program);
      assert.match(refusals.join(), /DownloadTask orders: id can't be .*DownloadTask orders: urn can't be/);
      host.compare(refusals);
    });

    starting(
      "is imported by the plugin, and otherwise refuses the option with the way to do the same",
      async (host) => {
        const instanceName = `rm-${rows}`;
        const task = { bakSetId: "b-1", format: "csv", targetType: "URL", running: 3600 } as const;
        host.emulator.addTasks([{ taskId: "dt-a", instanceName, createdIn: -60, ...task }]);
        const { output } = await host.attempt("up", taskProgram({}, { import: `${instanceName}:dt-a` }));
        const outcome = host.differs("Pulumi's dynamic host can't be told to look at what it imports", {
          "without a provider": /\[arguments\] DownloadTask orders: import can't be .*set the argument adoptTaskId/,
          "with an explicit provider": /1 imported/,
        });
        assert.match(output, outcome);
        await host.attempt("up", taskProgram({ adoptTaskId: "dt-a" }));
        host.compare([host.resources().length, recorded(host)]);
        host.compare((await host.attempt("up", taskProgram())).actions);
      },
    );
  });
});
