import assert from "node:assert/strict";
import type { ExportRules } from "../../../sdk/emulator/scenario";
import { NOW, task, useEmulator } from "../useEmulator";

const FULL = { BakSetId: "b-1", FormatType: "csv" };

describe("the emulator's exports", () => {
  const used = useEmulator();
  const call = async (action: string, parameters: Record<string, string> = {}) =>
    (await used.call(parameters, { action })).body;
  const create = (parameters: Record<string, string> = {}) => call("CreateDownload", { ...FULL, ...parameters });
  const retry = (TaskId: string) => call("RetryDownloadTask", { TaskId });
  const link = (TaskId: string, Duration = "300") => call("DescribeDownloadBackupSetStorageInfo", { TaskId, Duration });
  const listed = async () => (await call("DescribeDownloadTask")).Data.Content.List;
  const states = async () => (await listed()).map((item: { DownloadStatus: string }) => item.DownloadStatus);
  const rule = (rules: ExportRules) => used.emulator.setExportRules(rules);

  describe("when one is started", () => {
    it("are answered with numbers and milliseconds and listed with strings and whole seconds", async () => {
      used.now = NOW + 570;
      rule({ lives: [{ initializing: 60 }] });
      const { Data, ...rest } = await create({ FormatType: "CSV" });
      assert.deepEqual([rest.Success, rest.Code, rest.ErrCode], ["true", "Success", "Success"]);
      const { BackupSetTime, ...fields } = Data;
      assert.equal(typeof BackupSetTime, "number");
      assert.deepEqual(fields, {
        Progress: "0/0",
        TaskId: "dt-started-1",
        RegionCode: "cn-hangzhou",
        ImportDataSize: 0,
        BakSetId: "b-1",
        GmtCreate: NOW + 570,
        Format: "csv",
        DownloadStatus: "initializing",
        ExportDataSize: 0,
        TargetType: "URL",
      });
      const [item] = await listed();
      assert.deepEqual([item.GmtCreate, item.BackupSetTime], [String(NOW), String(BackupSetTime)]);
    });
    it("are listed only after the lag that is set", async () => {
      rule({ listingLag: 30 });
      await create();
      used.now += 29_999;
      assert.deepEqual(await states(), []);
      used.now += 1;
      assert.deepEqual(await states(), ["finished"]);
    });
    for (const [form, path] of [
      ["oss://bucket/path", "oss://mine/a/b"],
      ["bucket/path", "mine/a/b"],
      ["path", "a/b"],
      ["absent", undefined],
    ] as const) {
      it(`are listed with a target path of the form ${form}`, async () => {
        rule({ targetPath: form });
        await create({ TargetType: "OSS", TargetBucket: "mine", TargetPath: "a/b" });
        assert.equal((await listed())[0].TargetPath, path);
      });
    }
    it("can be of a point in time", async () => {
      const time = String(NOW - 3_600_000);
      const { Data } = await create({ BakSetType: "pitr", DownloadPointInTime: time });
      assert.equal(Data.BackupSetTime, Number(time));
      assert.deepEqual(await used.ids({ TaskType: "pitr" }), [Data.TaskId]);
    });
    for (const [parameters, code, message] of [
      [{ FormatType: "" }, "DBS.ParamIsInValid", "formatType can not be empty"],
      [{ FormatType: "xls" }, "DBS.ParamIsInValid", "formatType xls is invalid"],
      [{ FormatType: "qp.xb" }, "DBS.ParamIsInValid", "isPhysical must be true for qp.xb"],
      [{ BakSetId: "" }, "DBS.ParamIsInValid", "bakSetId can not be empty"],
      [{ BakSetType: "pitr" }, "DBS.ParamIsInValid", "downloadPointInTime can not be empty"],
      [{ TargetType: "OSS" }, "DBS.ParamIsInValid", "targetBucket can not be empty"],
      [{ InstanceName: "" }, "DBS.InternalError", "instanceName can not be empty"],
      [{ InstanceName: "rm-unknown" }, "Forbidden.InstanceNotFound", "instance not found"],
      [{ InstanceName: "rm-old" }, "DBS.DownloadTask.NotSupport", "DBS DownloadTask NotSupport."],
    ] as const) {
      it(`are refused with "${message}"`, async () => {
        rule({ instances: ["rm-1", "rm-old"], unsupported: ["rm-old"] });
        const body = await create(parameters);
        assert.deepEqual([body.Success, body.Code, body.ErrMessage], ["false", code, message]);
        assert.deepEqual(used.emulator.taskIds(), []);
      });
    }
  });

  describe("when another task is in the way", () => {
    const ONLY_ONE = "DBS.DownloadTask.OnlyOneRunningOrFailedTask";
    const lives = {
      initializing: { initializing: 60 },
      queueing: { queueing: 60 },
      running: { running: 60 },
      failed: { outcome: "failed" },
    } as const;
    for (const [state, life] of Object.entries(lives)) {
      it(`are refused while it is ${state}`, async () => {
        used.emulator.addTasks([task("dt-1", 0, life)]);
        assert.equal((await create()).Code, ONLY_ONE);
      });
    }
    it("are accepted beside a queueing one if only running and failed ones count", async () => {
      rule({ blocking: ["running", "failed"] });
      used.emulator.addTasks([task("dt-1", 0, lives.queueing)]);
      assert.equal((await create()).Code, "Success");
    });
    it("are accepted if it belongs to another instance or is finished", async () => {
      used.emulator.addTasks([task("dt-1", 0, { instanceName: "rm-2", running: 60 }), task("dt-2", -60)]);
      assert.equal((await create()).Code, "Success");
    });
    it("are refused as the same job for the span that is set, and accepted as another one", async () => {
      rule({ sameJobRefused: 100 });
      await create();
      used.now += 99_999;
      assert.equal((await create()).Code, "DBS.DownloadTask.JobAlreadyExist");
      assert.equal((await create({ FormatType: "sql" })).Code, "Success");
      used.now += 1;
      assert.equal((await create()).Code, "Success");
    });
  });

  describe("when one is retried", () => {
    it("run again under the same id, once for each scripted life", async () => {
      const life = { running: 10, outcome: "failed" as const, retries: [{ running: 5, outcome: "failed" as const }] };
      rule({ lives: [life] });
      const { TaskId } = (await create()).Data;
      used.now += 10_000;
      assert.deepEqual(await states(), ["failed"]);
      const body = await retry(TaskId);
      assert.deepEqual([body.Success, body.Data], ["True", "暂无"]);
      assert.equal(body.Message, "instanceName can not be empty.");
      assert.deepEqual(await states(), ["running"]);
      used.now += 5_000;
      assert.deepEqual(await states(), ["failed"]);
      await retry(TaskId);
      assert.deepEqual([await states(), used.emulator.taskIds()], [["finished"], [TaskId]]);
    });
    it("are listed as failed for the span that is set", async () => {
      rule({ retryLag: 90 });
      used.emulator.addTasks([task("dt-1", -60, { outcome: "failed", retries: [{ running: 100 }] })]);
      await retry("dt-1");
      assert.deepEqual(await states(), ["failed"]);
      used.now += 90_000;
      assert.deepEqual(await states(), ["running"]);
    });
    it("are refused unless the task has failed", async () => {
      used.emulator.addTasks([task("dt-1", -60)]);
      for (const id of ["dt-1", "dt-unknown"]) {
        assert.equal((await retry(id)).Code, "DBS.DownloadTask.CannotFind");
      }
    });
  });

  describe("when a link is asked for", () => {
    it("give links that can be read until they expire", async () => {
      const { TaskId } = (await create()).Data;
      const { Data } = await link(TaskId);
      assert.equal(Data.ExpirationTime, NOW / 1000 + 300);
      const read = async (url: string) => (await fetch(url)).status;
      assert.deepEqual([await read(Data.PublicUrl), await read(Data.PrivateUrl)], [200, 200]);
      assert.equal(await read(Data.PublicUrl.replace("Expires=1", "Expires=2")), 403);
      used.now += 300_001;
      assert.equal(await read(Data.PublicUrl), 403);
    });
    it("refuse it for a task in OSS, one that is not finished and an expired one", async () => {
      used.emulator.addTasks([
        task("dt-oss", -60),
        task("dt-running", -60, { targetType: "URL", running: 100 }),
        task("dt-expired", -60, { targetType: "URL", expiresIn: 10 }),
      ]);
      for (const id of ["dt-oss", "dt-running", "dt-expired"]) assert.equal((await link(id)).Success, "false");
    });
    it("refuse a duration outside of five minutes to a day", async () => {
      const { TaskId } = (await create()).Data;
      for (const duration of ["299", "86401"]) assert.equal((await link(TaskId, duration)).Code, "DBS.ParamIsInValid");
      assert.equal((await link(TaskId, "86400")).Code, "Success");
    });
  });

  it("are reported as supported or not, as text", async () => {
    rule({ unsupported: ["rm-old"] });
    const support = async (InstanceName: string) => (await call("DescribeDownloadSupport", { InstanceName })).Data;
    assert.deepEqual([await support("rm-1"), await support("rm-old")], ["true", "false"]);
  });

  describe("when the answer is lost", () => {
    it("are started although nobody learns it", async () => {
      used.emulator.addFaults([{ action: "CreateDownload", connection: "reset" }]);
      await assert.rejects(create());
      assert.deepEqual([used.emulator.taskIds(), used.emulator.requests()[0]?.done], [["dt-started-1"], true]);
    });
    it("are not started if the fault says that the work was not done", async () => {
      used.emulator.addFaults([{ action: "CreateDownload", connection: "reset", undone: true }]);
      await assert.rejects(create());
      assert.deepEqual([used.emulator.taskIds(), used.emulator.requests()[0]?.done], [[], false]);
    });
    it("lose only the answers of the operation that the fault names", async () => {
      used.emulator.addFaults([{ action: "CreateDownload", times: 2, status: 503, body: {}, undone: true }]);
      const status = async (action: string) => (await used.call({ ...FULL }, { action })).status;
      const statuses = [];
      for (const action of ["DescribeDownloadTask", "CreateDownload", "DescribeDownloadTask", "CreateDownload"]) {
        statuses.push(await status(action));
      }
      assert.deepEqual([...statuses, await status("CreateDownload")], [200, 503, 200, 503, 200]);
    });
  });

  it("can be denied to one key while it may list tasks", async () => {
    const options = { accessKeyId: "reader" };
    const { status, body } = await used.call({ TaskId: "dt-1" }, { ...options, action: "RetryDownloadTask" });
    assert.deepEqual([status, body.AccessDeniedDetail.AuthAction], [403, "dbs:RetryDownloadTask"]);
    assert.equal((await used.call({}, options)).status, 200);
  });
});
