import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { type Emulator, startEmulator } from "pulumi-alicloud-dbs/emulator";
import { exportOrders } from "./exportOrders";

/*
 * Shows how to test a whole program without the cloud. Pulumi's real engine runs the program, and the emulator answers its
 * calls. The test needs the Pulumi CLI on PATH, and no account.
 */

describe("the program that exports the orders", function () {
  this.timeout("10m");
  let folder: string;
  let emulator: Emulator;
  let stack: Stack;

  beforeEach(async () => {
    emulator = await startEmulator();
    folder = await mkdtemp(join(tmpdir(), "orders-"));
    stack = await LocalWorkspace.createStack(
      { projectName: "orders", stackName: "test", program: exportOrders },
      {
        workDir: folder,
        // Pulumi creates resources in a process of its own, which finds the package from this folder.
        projectSettings: { name: "orders", runtime: "nodejs", main: __dirname },
        envVars: {
          PULUMI_BACKEND_URL: pathToFileURL(folder).href,
          PULUMI_HOME: folder,
          PULUMI_CONFIG_PASSPHRASE: "test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
      },
    );
    await stack.setAllConfig({
      "alicloud-dbs:endpoint": { value: emulator.url },
      "alicloud-dbs:region": { value: "cn-hangzhou" },
      "alicloud-dbs:accessKey": { value: "test-key", secret: true },
      "alicloud-dbs:secretKey": { value: "test-secret", secret: true },
      "orders:pollInterval": { value: "1s" },
    });
  });
  afterEach(async () => {
    await emulator?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const calls = (action: string) => emulator.requests().filter((request) => request.action === action);

  it("waits for an export that takes an hour, and then knows its path", async () => {
    emulator.setExportRules({ lives: [{ running: 3600 }] });
    let output = "";
    const { outputs } = await stack.up({
      onOutput: (text) => {
        const waited = output.includes("0 of 1 finished");
        output += text;
        // The gate waits. Let the hour pass.
        if (!waited && output.includes("0 of 1 finished")) emulator.advance("1h");
      },
    });
    assert.match(output, /0 of 1 finished/);
    assert.match(outputs.summary?.value, /^dt-started-1 finished/);
    assert.equal(outputs.path?.value, "oss://my-exports/orders");
    assert.equal(calls("CreateDownload").length, 1);
  });

  it("retries an export that fails once", async () => {
    emulator.setExportRules({ lives: [{ outcome: "failed", retries: [{ outcome: "finished" }] }] });
    await stack.up();
    assert.equal(calls("RetryDownloadTask").length, 1);
  });

  it("fails with the service's reason if the bucket can't be used", async () => {
    emulator.addFaults([{ action: "CreateDownload", refuse: "DBS.DownloadTask.OssForbid" }]);
    await assert.rejects(stack.up(), /\[arguments\].*DBS\.DownloadTask\.OssForbid/);
    assert.deepEqual(emulator.taskIds(), []);
  });

  it("starts one export, even if the answer to its request is lost", async () => {
    emulator.addFaults([{ action: "CreateDownload", connection: "hang-up" }]);
    await stack.up();
    assert.deepEqual(emulator.taskIds(), ["dt-started-1"]);
  });
});
