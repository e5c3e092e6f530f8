import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { masked } from "./engineFacts";
import type { Host, HostProgram } from "./host";
import { hostTable } from "./hostTable";

const LOOK = "DescribeDownloadTask";
const LINK = "DescribeDownloadBackupSetStorageInfo";

/** What a program sees of an error. */
interface SeenError {
  isDbsError: boolean;
  kind: string;
  message: string;
}

/** Runs programs that call a function with wrong arguments, and returns the errors that they catch. */
async function errorsOf(host: Host, call: (options: object) => readonly (() => Promise<unknown>)[]) {
  const errors: (SeenError & { taskId: string | undefined })[] = [];
  const program: HostProgram = async (options) => {
    for (const one of call(options)) {
      try {
        await one();
      } catch (error) {
        const { kind, message, taskId } = error as dbs.DbsError;
        errors.push({ isDbsError: dbs.DbsError.isInstance(error), kind, message: masked(message), taskId });
      }
    }
    return {};
  };
  await host.runs("up", program);
  host.compare(errors.map(({ taskId: _, ...seen }) => seen));
  return errors;
}

describe("the functions on the real engine, with and without an explicit provider", function () {
  this.timeout(600_000);
  hostTable((row) => {
    const listing = (rule: string, then: (host: Host) => Promise<void>) =>
      row(rule, async (host) => {
        host.emulator.addTasks([
          { ...exportTask("dt-a", { endsIn: -60 }), targetType: "URL" },
          // What a list shows of a queueing task does not depend on the time.
          { taskId: "dt-b", instanceName: "rm-1", createdIn: -7200, queueing: 36_000, targetType: "URL" },
        ]);
        await then(host);
      });

    listing("list the tasks of an instance, with the same result", async (host) => {
      const results: object[] = [];
      const program: HostProgram = async (options) => {
        const startTime = new Date(Date.now() - 86_400_000);
        results.push(await dbs.getDownloadTasks({ instanceName: "rm-1", pageSize: 20, startTime }, options));
        results.push(await dbs.getDownloadTasks({ instanceName: "rm-1", currentPage: 1, orderDirect: "asc" }, options));
        const list = dbs.getDownloadTasksOutput({ instanceName: pulumi.output("rm-1"), state: "finished" }, options);
        return { ids: list.ids };
      };
      const { actions } = await host.runs("up", program);
      assert.ok(actions.length >= 3 && actions.every((action) => action === LOOK));
      assert.deepEqual((results[0] as dbs.GetDownloadTasksResult).ids, ["dt-a", "dt-b"]);
      assert.deepEqual(host.outputs().ids, ["dt-a"]);
      host.compare(results.map((result) => JSON.parse(masked(JSON.stringify(Object.entries(result).sort())))));
    });

    listing("wait for dependsOn in a preview, and keep the result of a secret argument secret", async (host) => {
      const program: HostProgram = async (options) => {
        const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", taskIds: ["dt-a"] }, options);
        const list = dbs.getDownloadTasksOutput({ instanceName: "rm-1" }, { ...options, dependsOn: gate });
        const hidden = dbs.getDownloadTasksOutput({ instanceName: pulumi.secret("rm-1"), taskIds: ["dt-a"] }, options);
        return { ids: list.ids, hidden: hidden.ids };
      };
      const preview = await host.runs("preview", program);
      assert.equal(preview.actions.length, 2, "the gate looks, and the list of a known argument is read");
      await host.runs("up", program);
      assert.deepEqual(host.outputs().ids, ["dt-a", "dt-b"]);
      assert.match(JSON.stringify(host.outputs().hidden), /ciphertext/);
    });

    listing("get a link as a secret, unknown in a preview, and none for an expired task", async (host) => {
      const old = exportTask("dt-old", { endsIn: -864_000, createdAgo: 900_000 });
      host.emulator.addTasks([{ ...old, targetType: "URL" }]);
      const seen: unknown[] = [];
      const program: HostProgram = async (options) => {
        const link = dbs.getDownloadUrlOutput({ taskId: "dt-a", instanceName: "rm-1" }, options);
        link.apply(({ publicUrl, expired }) => seen.push([publicUrl?.includes("dt-a"), expired]));
        const expired = dbs.getDownloadUrlOutput({ taskId: "dt-old", instanceName: "rm-1" }, options);
        expired.apply((result) => host.compare(result));
        return { link };
      };
      const preview = await host.runs("preview", program);
      assert.deepEqual([preview.actions, seen], [[], []]);
      const { actions } = await host.runs("up", program);
      assert.deepEqual([actions.sort(), seen], [[LINK, LINK, LOOK], [[true, false]]]);
      assert.match(JSON.stringify(host.outputs().link), /ciphertext/);
    });

    listing("get a link in the plain form in an up; a preview gets one only in the program's process", async (host) => {
      const seen: unknown[] = [];
      const program: HostProgram = async (options) => {
        const { publicUrl, expired } = await dbs.getDownloadUrl({ taskId: "dt-a", instanceName: "rm-1" }, options);
        seen.push([publicUrl?.includes("dt-a"), expired]);
        return {};
      };
      await host.runs("up", program);
      await host.run("preview", program);
      const inPreview = host.differs("an engine may ask the plugin in any preview, so the plugin sends nothing there", {
        "without a provider": [true, false],
        "with an explicit provider": [undefined, false],
      });
      assert.deepEqual(seen, [[true, false], inPreview]);
    });

    listing("answer whether exports are supported", async (host) => {
      host.emulator.setExportRules({ unsupported: ["rm-2"] });
      const program: HostProgram = async (options) => ({
        one: await dbs.getDownloadSupport({ instanceName: "rm-1" }, options),
        other: dbs.getDownloadSupportOutput({ instanceName: "rm-2" }, options),
      });
      await host.runs("up", program);
      host.compare(host.outputs());
      const { one, other } = host.outputs() as Record<string, { supported?: boolean }>;
      assert.deepEqual([one?.supported, other?.supported], [true, false]);
    });

    listing("throw a DbsError with the same kind and sentence", async (host) => {
      host.emulator.addTasks([exportTask("dt-oss", { endsIn: -60 })]);
      const errors = await errorsOf(host, (options) => [
        () => dbs.getDownloadTasks({ instanceName: "rm-1", taskIds: ["dt-x"] }, options),
        () => dbs.getDownloadTasks({ instancename: "rm-1", state: "done" } as object, options),
        () => dbs.getDownloadUrl({ taskId: "dt-b", instanceName: "rm-1" }, options),
        () => dbs.getDownloadUrl({ taskId: "dt-oss", instanceName: "rm-1" }, options),
        () => dbs.getDownloadSupport({} as never, options),
      ]);
      assert.deepEqual(
        errors.map(({ isDbsError, kind }) => [isDbsError, kind]),
        ["taskNotFound", "arguments", "conflict", "arguments", "arguments"].map((kind) => [true, kind]),
      );
      assert.match(
        errors[0]?.message ?? "",
        /^\[taskNotFound\] DescribeDownloadTask in cn-hangzhou: dt-x is not listed/,
      );
      assert.equal(
        errors[2]?.taskId,
        host.differs("a message is all that leaves the plugin, so the facts of an error stay there", {
          "without a provider": "dt-b",
          "with an explicit provider": undefined,
        }),
      );
    });

    listing("name no secret argument in the error of an Output", async (host) => {
      const { output, error } = await host.run("up", async (options) => ({
        ids: dbs.getDownloadTasksOutput({ instanceName: "rm-1", taskIds: [pulumi.secret("dt-hidden")] }, options).ids,
      }));
      assert.ok(error);
      assert.match(output, /\[taskNotFound\]/);
      assert.doesNotMatch(output, /dt-hidden/);
    });

    listing("refuse an argument whose Output came to nothing, by name", async (host) => {
      const { output, actions } = await host.run("up", async (options) => ({
        ids: dbs.getDownloadTasksOutput({ instanceName: pulumi.output(undefined) }, options).ids,
      }));
      assert.match(
        output,
        /\[arguments\] getDownloadTasksOutput: instanceName was given, but its Output or Promise came/,
      );
      assert.deepEqual(actions, []);
    });
  });
});
