import assert from "node:assert/strict";
import type { Emulator } from "./emulator";
import type { EmulatedTask, Fault } from "./scenario";
import { type CallOptions, signedCall } from "./signedCall";
import { startEmulator } from "./startEmulator";

const NOW = Date.UTC(2026, 10, 24);
const task = (taskId: string, createdIn: number, more: Partial<EmulatedTask> = {}): EmulatedTask => ({
  taskId,
  instanceName: "rm-1",
  createdIn,
  ...more,
});

describe("the emulator", () => {
  let emulator: Emulator;
  let now = NOW;
  before(async () => {
    emulator = await startEmulator({
      now: () => now,
      scenario: {
        credentials: [
          { accessKeyId: "key", accessKeySecret: "secret" },
          { accessKeyId: "sts", accessKeySecret: "secret", securityToken: "token", expiresAt: NOW + 1000 },
          { accessKeyId: "poor", accessKeySecret: "secret" },
        ],
        denied: ["poor"],
        largestPage: 50,
      },
    });
  });
  after(() => emulator.close());
  beforeEach(() => {
    now = NOW;
    emulator.reset();
  });

  const call = (parameters: Record<string, string> = {}, options: CallOptions = {}) =>
    signedCall(
      emulator.url,
      { RegionCode: "cn-hangzhou", InstanceName: "rm-1", ...parameters },
      { date: now, ...options },
    );
  const ids = async (parameters: Record<string, string>) =>
    (await call(parameters)).body.Data.Content.List.map(({ TaskId }: { TaskId: string }) => TaskId);

  describe("signatures", () => {
    const refused: [string, CallOptions, number, string][] = [
      ["a wrong secret", { accessKeySecret: "wrong" }, 400, "SignatureDoesNotMatch"],
      ["an unknown key", { accessKeyId: "nobody" }, 404, "InvalidAccessKeyId.NotFound"],
      [
        "a request without signature",
        { tamper: (headers) => delete headers.authorization },
        400,
        "MissingAuthorization",
      ],
      [
        "a parameter changed on the way",
        { tamper: (_, parameters) => Object.assign(parameters, { State: "failed" }) },
        400,
        "SignatureDoesNotMatch",
      ],
      [
        "a header changed on the way",
        { tamper: (headers) => Object.assign(headers, { "x-acs-signature-nonce": "x" }) },
        400,
        "SignatureDoesNotMatch",
      ],
      [
        "a malformed signature",
        { tamper: (headers) => Object.assign(headers, { authorization: "ACS3-HMAC-SHA256 x" }) },
        400,
        "IncompleteSignature",
      ],
      ["a time stamp that is 16 minutes off", { date: NOW - 16 * 60_000 }, 400, "InvalidTimeStamp.Expired"],
      ["another version", { version: "2019-03-06" }, 400, "InvalidVersion"],
      ["another action", { action: "DropEverything" }, 404, "InvalidAction.NotFound"],
      ["a key that RAM does not allow this", { accessKeyId: "poor" }, 403, "NoPermission"],
      ["a missing security token", { accessKeyId: "sts" }, 400, "InvalidSecurityToken.MismatchWithAccessKey"],
    ];
    for (const [what, options, status, code] of refused) {
      it(`refuses ${what} with ${code}`, async () => {
        const answer = await call({}, options);
        assert.deepEqual([answer.status, answer.body.Code], [status, code]);
        assert.deepEqual(
          emulator.requests().map((entry) => entry.code),
          [code],
        );
      });
    }
    it("refuses a replayed request", async () => {
      assert.equal((await call({}, { nonce: "once" })).status, 200);
      assert.equal((await call({}, { nonce: "once" })).body.Code, "SignatureNonceUsed");
    });
    it("takes a session until it ends", async () => {
      const sts = { accessKeyId: "sts", securityToken: "token" };
      assert.equal((await call({}, sts)).status, 200);
      now = NOW + 1000;
      assert.equal((await call({}, sts)).body.Code, "InvalidSecurityToken.Expired");
    });
    it("takes GET, and values that need escaping", async () => {
      assert.equal((await call({ ClusterName: "a b!'()*/ü&=+" }, { method: "GET" })).status, 200);
    });
  });

  it("gives texts everywhere, and leaves out what a URL task has not", async () => {
    emulator.addTasks([
      task("dt-u", -10, { targetType: "URL", tables: 3, bytes: 9, bakSetId: "b-7", backupSetTime: NOW }),
    ]);
    const { body } = await call();
    assert.deepEqual([body.Success, body.Code, body.ErrCode], ["true", "Success", "Success"]);
    const { Content, ...figures } = body.Data;
    assert.deepEqual(figures, { PageNumber: "1", PageSize: "20", TotalElements: "1", TotalPages: "1" });
    assert.deepEqual(Content.List, [
      {
        TaskId: "dt-u",
        RegionCode: "cn-hangzhou",
        Format: "csv",
        BakSetId: "b-7",
        DownloadStatus: "finished",
        ExportDataSize: "9",
        ImportDataSize: "9",
        BackupSetTime: String(NOW),
        TargetType: "URL",
        Progress: "3/3",
        GmtCreate: String(NOW - 10_000),
      },
    ]);
  });

  it("lets a task live by the clock", async () => {
    const life = { initializing: 10, queueing: 10, running: 100, tables: 10, expiresIn: 50 };
    emulator.addTasks([task("dt-1", 0, life)]);
    const seen: string[] = [];
    for (const seconds of [0, 10, 20, 70, 119, 120, 170]) {
      now = NOW + seconds * 1000;
      const [item] = (await call()).body.Data.Content.List;
      seen.push(`${item.DownloadStatus} ${item.Progress}`);
    }
    assert.deepEqual(seen, [
      "initializing 0/0",
      "queueing 0/0",
      "running 0/10",
      "running 5/10",
      "running 9/10",
      "finished 10/10",
      "expired 10/10",
    ]);
  });

  it("takes a failed task back to its start under the same id", async () => {
    emulator.addTasks([task("dt-1", -100, { running: 50, outcome: "failed" })]);
    const state = async () => (await call()).body.Data.Content.List[0].DownloadStatus;
    assert.equal(await state(), "failed");
    emulator.updateTask("dt-1", { restart: true, outcome: "finished" });
    assert.equal(await state(), "running");
    now += 51_000;
    assert.equal(await state(), "finished");
  });

  describe("filters, order and pages", () => {
    beforeEach(() => {
      emulator.addTasks([
        task("a", -40, { taskType: "pitr", bakSetId: "b-2" }),
        task("b", -30, { outcome: "failed" }),
        task("c", -20, { clusterName: "d-1" }),
        task("d", -10, { running: 60 }),
        task("other", -5, { instanceName: "rm-2" }),
        task("later", 5),
      ]);
    });
    const at = (seconds: number) => String(NOW + seconds * 1000);
    const chosen: [Record<string, string>, string][] = [
      [{}, "d c b a"],
      [{ OrderDirect: "asc" }, "a b c d"],
      [{ State: "failed" }, "b"],
      [{ State: "running" }, "d"],
      [{ TaskType: "pitr" }, "a"],
      [{ BackupSetId: "b-2" }, "a"],
      [{ ClusterName: "d-1" }, "c"],
      [{ DatasourceId: "ds-rm-1_cn-hangzhou" }, "d c b a"],
      [{ DatasourceId: "ds-rm-9_cn-hangzhou" }, ""],
      [{ InstanceName: "rm-2" }, "other"],
      [{ RegionCode: "cn-beijing" }, ""],
      [{ StartTime: at(-30), EndTime: at(-20) }, "c b"],
      [{ PageSize: "3" }, "d c b"],
      [{ PageSize: "3", CurrentPage: "2" }, "a"],
      [{ PageSize: "3", CurrentPage: "3" }, ""],
    ];
    for (const [parameters, expected] of chosen) {
      it(`answers ${JSON.stringify(parameters)} with "${expected}"`, async () => {
        assert.equal((await ids(parameters)).join(" "), expected);
      });
    }
    it("cuts a page size and says so", async () => {
      assert.equal((await call({ PageSize: "1000" })).body.Data.PageSize, "50");
    });
    for (const parameters of [
      { InstanceName: "" },
      { RegionCode: "" },
      { State: "done" },
      { PageSize: "0" },
      { CurrentPage: "x" },
      { OrderDirect: "up" },
      { OrderColumn: "x" },
      { TaskType: "x" },
      { StartTime: "now" },
    ]) {
      it(`refuses ${JSON.stringify(parameters)} with HTTP 200 and Success "false"`, async () => {
        const { status, body } = await call(parameters);
        assert.deepEqual([status, body.Success], [200, "false"]);
        assert.match(body.ErrMessage, /can not be empty|is invalid/);
      });
    }
  });

  describe("faults", () => {
    const fails = (fault: Fault) => {
      emulator.addFaults([fault]);
      return call();
    };
    it("answers with the scripted status, headers and body, once, then as usual", async () => {
      const { status, headers, body } = await fails({
        status: 429,
        headers: { "x-acs-retry-after": "5" },
        body: { Code: "Throttling" },
      });
      assert.deepEqual([status, headers.get("x-acs-retry-after"), body.Code], [429, "5", "Throttling"]);
      assert.equal((await call()).status, 200);
    });
    it("happens to the calls that it names", async () => {
      emulator.addFaults([{ from: 2, times: 2, status: 503, body: {} }]);
      const statuses = [];
      for (let at = 0; at < 4; at++) statuses.push((await call()).status);
      assert.deepEqual(statuses, [200, 503, 503, 200]);
    });
    for (const connection of ["reset", "hang-up", "truncated"] as const) {
      it(`breaks the connection: ${connection}`, async () => {
        await assert.rejects(fails({ connection }));
      });
    }
    it("compresses", async () => {
      const { headers, body } = await fails({ gzip: true });
      assert.deepEqual([headers.get("content-encoding"), body.Success], ["gzip", "true"]);
    });
    it("has another time", async () => {
      assert.equal((await fails({ clockAhead: 3_600_000 })).body.Code, "InvalidTimeStamp.Expired");
    });
    it("changes the list between calls", async () => {
      emulator.addTasks([task("a", -20)]);
      emulator.addFaults([{ from: 2, add: [task("b", -10)], remove: ["a"] }]);
      assert.deepEqual([await ids({}), await ids({})], [["a"], ["b"]]);
    });
  });

  describe("the admin route", () => {
    const admin = async (method: string, path: string, body?: unknown) => {
      const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
      const response = await fetch(`${emulator.url}/_admin/${path}`, init);
      return { status: response.status, value: JSON.parse(await response.text()) };
    };
    it("adds, changes and removes tasks", async () => {
      assert.equal((await admin("POST", "tasks", [task("x", -60, { running: 600 })])).status, 200);
      assert.equal((await admin("PATCH", "tasks/x", { running: 0 })).status, 200);
      assert.equal((await call()).body.Data.Content.List[0].DownloadStatus, "finished");
      assert.equal((await admin("DELETE", "tasks/x")).status, 200);
      assert.deepEqual(await ids({}), []);
    });
    it("adds faults and shows the log", async () => {
      await admin("POST", "faults", [{ status: 503, body: {} }]);
      assert.equal((await call()).status, 503);
      const { value } = await admin("GET", "requests");
      assert.deepEqual([value.length, value[0].accessKeyId, value[0].signatureValid], [1, "key", true]);
      await admin("DELETE", "requests");
      assert.deepEqual(emulator.requests(), []);
    });
    it("says what is wrong", async () => {
      assert.match((await admin("POST", "tasks", [{}])).value.error, /tasks\[0\] needs taskId/);
      assert.equal((await admin("PATCH", "tasks/nobody", {})).status, 404);
      assert.equal((await admin("GET", "nothing")).status, 404);
    });
  });
});
