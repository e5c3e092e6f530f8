import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import type { Caller } from "../../../provider/connection/caller";
import { processCaller } from "../../../provider/connection/processCaller";
import { readProcessConfiguration } from "../../../provider/connection/processConfiguration";
import { createProcessMemory, type ProcessMemory } from "../../../provider/connection/processMemory";
import type { DbsError } from "../../../provider/core/errors";
import type { TaskRequest } from "../../../provider/core/exportRequest";
import { startTask } from "../../../provider/operations/startTask";
import type { ExportRules } from "../../../sdk/emulator/scenario";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../../support/closeAfterEach";
import { makeExport } from "../../support/tasks/makeExport";
import { httpServer } from "../../support/wire/localServer";

const KEYS = ["first", "second", "reader"].map((name) => ({
  accessKeyId: `${name}-key`,
  accessKeySecret: `${name}-secret`,
}));
const RUNNING = { lives: [{ running: 3_600 }] };

/** The memories of the programs, by their key and the service that they call. */
const memories = new Map<string, ProcessMemory>();

/** Makes a caller with one of the keys. Each key is that of a program of its own, which remembers what it started. */
function callerOf(endpoint: string, at: number): Caller {
  const program = `${at} ${endpoint}`;
  const memory = memories.get(program) ?? createProcessMemory();
  memories.set(program, memory);
  const { accessKeyId = "", accessKeySecret = "" } = KEYS[at] ?? {};
  const environment = {
    DBS_ENDPOINT: endpoint,
    ALICLOUD_ACCESS_KEY: accessKeyId,
    ALICLOUD_SECRET_KEY: accessKeySecret,
  };
  const log = { debug: () => {}, warning: () => {} };
  const caller = processCaller(readProcessConfiguration(undefined, environment), environment, log);
  return { ...caller, connect: (selection) => ({ ...caller.connect(selection), ...memory }) };
}

const requestOf = (wanted = makeExport(), more: Partial<TaskRequest> = {}): TaskRequest => ({
  wanted,
  adopt: "unfinished",
  ...more,
});

describe("startTask against the emulator", () => {
  const keep = closeAfterEach();
  const serve = async (exports: ExportRules) => {
    const denied = [{ accessKeyId: "reader-key", actions: ["CreateDownload"] }];
    const emulator = await keep(startEmulator({ scenario: { credentials: KEYS, denied, exports } }));
    const accepted = () => emulator.requests().filter(({ action, done }) => action === "CreateDownload" && done).length;
    return { ...emulator, accepted };
  };

  const { backupSetId: _, ...pitr } = makeExport({ pointInTime: 1_767_000_000_123, target: { type: "URL" } });
  for (const [what, wanted] of [
    ["a backup set to a bucket", makeExport({ backupSetSize: 5_000_000 })],
    [
      "a backup set to the root of a bucket in another region",
      makeExport({ target: { type: "OSS", bucket: "bucket", region: "cn-beijing" } }),
    ],
    ["a backup set to a download URL", makeExport({ target: { type: "URL" }, format: "parquet" })],
    ["a physical backup", makeExport({ format: "qp.xb" })],
    ["a point in time", pitr],
  ] as const) {
    it(`starts an export of ${what}, and a second program adopts it`, async () => {
      const { url, accepted, taskIds } = await serve(RUNNING);
      const first = await startTask(requestOf(wanted), callerOf(url, 0));
      const second = await startTask(requestOf(wanted), callerOf(url, 1));
      assert.deepEqual([first.adopted, second.adopted, second.taskId], [false, true, first.taskId]);
      assert.deepEqual(
        [second.sentence, accepted(), taskIds()],
        [`adopted ${first.taskId} (running 0/10 tables)`, 1, [first.taskId]],
      );
    });
  }

  for (const [form, kind] of [
    ["oss://bucket/path", undefined],
    ["bucket/path", "conflict"],
    ["path", "conflict"],
    ["absent", "conflict"],
  ] as const) {
    it(`${kind === undefined ? "adopts" : "does not adopt"} another program's task whose place is listed as ${form}`, async () => {
      const { url, accepted } = await serve({ ...RUNNING, targetPath: form });
      await startTask(requestOf(), callerOf(url, 0));
      const kindOf = (error: DbsError) => error.kind;
      assert.equal(await startTask(requestOf(), callerOf(url, 1)).then(() => undefined, kindOf), kind);
      assert.equal((await startTask(requestOf(), callerOf(url, 0))).adopted, true);
      assert.equal(accepted(), 1);
    });
  }

  for (const fault of [
    { connection: "reset" },
    { connection: "hang-up" },
    { connection: "truncated" },
    { status: 502 },
  ] as const) {
    it(`finds the task of an answer that was lost by ${Object.values(fault)}`, async () => {
      const { url, accepted, addFaults } = await serve(RUNNING);
      addFaults([{ action: "CreateDownload", ...fault }]);
      const { adopted, sentence } = await startTask(requestOf(), callerOf(url, 0));
      assert.deepEqual([adopted, sentence, accepted()], [false, "started dt-started-1", 1]);
    });
  }

  it("names the action and the resource that a policy must allow", async () => {
    const { url } = await serve({});
    await assert.rejects(startTask(requestOf(), callerOf(url, 2)), ({ kind, message }: DbsError) => {
      assert.match(message, /Add a RAM policy that allows dbs:CreateDownload on the resource rm-1 in cn-hangzhou/);
      return kind === "denied";
    });
  });
});

describe("startTask on Ctrl-C", () => {
  const keep = closeAfterEach();

  it("closes the connection of a request that is not answered, and ends", async () => {
    let silent: Socket | undefined;
    const controller = new AbortController();
    const server = await keep(
      httpServer(({ headers, socket }, response) => {
        if (headers["x-acs-action"] === "CreateDownload") {
          silent = socket;
          controller.abort(new Error("SIGINT"));
        } else {
          response.end(JSON.stringify({ Success: "true", Data: { TotalElements: "0", Content: { List: [] } } }));
        }
      }),
    );
    const began = performance.now();
    await assert.rejects(startTask(requestOf(), callerOf(`http://${server.host}`, 0), { signal: controller.signal }), {
      kind: "cancelled",
      outcome: "open",
    });
    // Without the end of the request, its time-out of 30 s would end it.
    assert.ok(performance.now() - began < 15_000);
    if (silent?.destroyed === false) await once(silent, "close");
  });
});
