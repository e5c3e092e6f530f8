import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { processCaller } from "../../../provider/connection/processCaller";
import { readProcessConfiguration } from "../../../provider/connection/processConfiguration";
import { parsePage } from "../../../provider/core/listing/parsePage";
import { listTasks } from "../../../provider/operations/listTasks";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { ensureVirtualEnvironment, WITNESS } from "../../support/python/ensureVirtualEnvironment";

const run = promisify(execFile);

describe("the official Python client", function () {
  this.timeout(1_200_000);
  let python: string;
  let emulator: Emulator;
  before(async () => {
    python = await ensureVirtualEnvironment(WITNESS);
    emulator = await startEmulator({
      scenario: {
        credentials: [{ accessKeyId: "key", accessKeySecret: "secret" }],
        tasks: Array.from({ length: 25 }, (_, at) => ({
          taskId: `dt-${at}`,
          instanceName: "rm-1",
          createdIn: at * 10 - 3600,
          running: 100,
          dbList: at % 2 === 0 ? ["orders", "customers"] : [],
          targetType: at % 3 === 0 ? ("URL" as const) : ("OSS" as const),
        })),
      },
    });
  });
  after(() => emulator?.close());

  const list = async (secret: string) => {
    const args = [join(__dirname, "list_tasks.py"), new URL(emulator.url).host, "key", secret, "3", "10"];
    return JSON.parse((await run(python, args)).stdout);
  };

  it("reads the same values from three pages as this package does", async () => {
    const pages = (await list("secret")) as { Data: { Content: { List: unknown[] } } }[];
    assert.deepEqual(
      pages.map(({ Data }) => Data.Content.List.length),
      [10, 10, 5],
    );
    const environment = {
      ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
      ALICLOUD_ACCESS_KEY: "key",
      ALICLOUD_SECRET_KEY: "secret",
      ALICLOUD_REGION: "cn-hangzhou",
    };
    const silent = { debug: () => {}, warning: () => {} };
    const caller = processCaller(readProcessConfiguration(undefined, environment), environment, silent);
    const ours = await listTasks({ instanceName: "rm-1", orderDirect: "asc", pageSize: 10 }, caller);
    assert.deepEqual(
      ours.tasks,
      pages.flatMap((page) => parsePage(page).tasks),
    );
  });

  it("is refused when it signs with a wrong secret", async () => {
    assert.equal((await list("wrong")).code, "SignatureDoesNotMatch");
  });

  it("starts an export, retries it and gets a link that can be read", async () => {
    const own = await startEmulator({
      scenario: {
        credentials: [{ accessKeyId: "key", accessKeySecret: "secret" }],
        exports: { lives: [{ outcome: "failed" }] },
      },
    });
    try {
      const args = [join(__dirname, "export_workflow.py"), new URL(own.url).host, "key", "secret"];
      const { support, created, failed, retried, listed, links } = JSON.parse((await run(python, args)).stdout);
      const state = (list: { Data: { Content: { List: { TaskId: string; DownloadStatus: string }[] } } }) =>
        list.Data.Content.List.map(({ TaskId, DownloadStatus }) => [TaskId, DownloadStatus]);
      const { TaskId, GmtCreate, BackupSetTime } = created.Data;
      assert.deepEqual([support.Data, typeof GmtCreate, typeof BackupSetTime], ["true", "number", "number"]);
      assert.deepEqual([state(failed), state(listed)], [[[TaskId, "failed"]], [[TaskId, "finished"]]]);
      assert.equal(retried.Success, "True");
      assert.equal((await fetch(links.Data.PublicUrl)).status, 200);
      assert.deepEqual(own.taskIds(), [TaskId]);
    } finally {
      await own.close();
    }
  });
});
