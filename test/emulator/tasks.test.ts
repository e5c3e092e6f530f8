import assert from "node:assert/strict";
import { NOW, task, useEmulator } from "./useEmulator";

describe("the emulator, of tasks", () => {
  const used = useEmulator();

  it("gives texts everywhere, and leaves out what a URL task has not", async () => {
    used.emulator.addTasks([
      task("dt-u", -10, { targetType: "URL", tables: 3, bytes: 9, bakSetId: "b-7", backupSetTime: NOW }),
    ]);
    const { body } = await used.call();
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
    used.emulator.addTasks([task("dt-1", 0, life)]);
    const seen: string[] = [];
    for (const seconds of [0, 10, 20, 70, 119, 120, 170]) {
      used.now = NOW + seconds * 1000;
      const [item] = (await used.call()).body.Data.Content.List;
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
    used.emulator.addTasks([task("dt-1", -100, { running: 50, outcome: "failed" })]);
    const state = async () => (await used.call()).body.Data.Content.List[0].DownloadStatus;
    assert.equal(await state(), "failed");
    used.emulator.updateTask("dt-1", { restart: true, outcome: "finished" });
    assert.equal(await state(), "running");
    used.now += 51_000;
    assert.equal(await state(), "finished");
  });

  describe("filters, order and pages", () => {
    beforeEach(() => {
      used.emulator.addTasks([
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
        assert.equal((await used.ids(parameters)).join(" "), expected);
      });
    }
    it("cuts a page size and says so", async () => {
      assert.equal((await used.call({ PageSize: "1000" })).body.Data.PageSize, "50");
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
        const { status, body } = await used.call(parameters);
        assert.deepEqual([status, body.Success], [200, "false"]);
        assert.match(body.ErrMessage, /can not be empty|is invalid/);
      });
    }
  });
});
