import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import * as dbs from "pulumi-alicloud-dbs";
import type * as example from "../../../examples/export/urlLoader";
import { inUserProject } from "../inUserProject";
import { exportArgs, useExports } from "./exportTests";

const EXAMPLE = join(process.cwd(), "examples/export/urlLoader.ts");

describe("the example's loader of an export of type URL", function () {
  this.timeout(600_000);
  const { run, told, gates } = useExports();

  it("loads what the link leads to, and leaves no link in the state or the output", async () => {
    gates.emulator.setExportRules({ lives: [{ running: 0 }] });
    await inUserProject(gates.stack, async (folder) => {
      const file = join(folder, "urlLoader.ts");
      copyFileSync(EXAMPLE, file);
      const { UrlLoader }: typeof example = await import(file);
      const { error, output } = await run("up", async () => {
        const { instanceName, ...args } = exportArgs();
        const task = new dbs.DownloadTask("orders", { instanceName, ...args, target: { type: "URL" } });
        const gate = new dbs.DownloadTasksGate("ready", { instanceName, taskIds: [task.taskId] });
        const loader = new UrlLoader("load", { instanceName, taskId: task.taskId, gateId: gate.id });
        return { bytes: loader.bytes };
      });
      assert.equal(error, undefined, output);
      assert.match(output, /bytes *: 20/);
    });
    assert.doesNotMatch(told.join("\n"), /_files|Signature=|OSSAccessKeyId/);
  });
});
