import assert from "node:assert/strict";
import { NOW, task, useEmulator } from "../useEmulator";

describe("the emulator's DescribeDownloadTask", () => {
  const used = useEmulator();

  it("returns every value as a string and omits the target path of a URL task", async () => {
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

  it("calculates a task's state and progress from the time", async () => {
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

  it("lists a failed task as running again after a restart under the same id", async () => {
    used.emulator.addTasks([task("dt-1", -100, { running: 50, outcome: "failed" })]);
    const state = async () => (await used.call()).body.Data.Content.List[0].DownloadStatus;
    assert.equal(await state(), "failed");
    used.emulator.updateTask("dt-1", { restart: true, outcome: "finished" });
    assert.equal(await state(), "running");
    used.now += 51_000;
    assert.equal(await state(), "finished");
  });

  describe("with several tasks", () => {
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
    const listings: [title: string, Record<string, string>, string][] = [
      ["lists the tasks of an instance newest first", {}, "d c b a"],
      ["lists them oldest first if OrderDirect is asc", { OrderDirect: "asc" }, "a b c d"],
      ["filters by the state failed", { State: "failed" }, "b"],
      ["filters by the state running", { State: "running" }, "d"],
      ["filters by task type", { TaskType: "pitr" }, "a"],
      ["filters by backup set", { BackupSetId: "b-2" }, "a"],
      ["filters by cluster", { ClusterName: "d-1" }, "c"],
      ["accepts the data source of the instance", { DatasourceId: "ds-rm-1_cn-hangzhou" }, "d c b a"],
      ["lists nothing for the data source of another instance", { DatasourceId: "ds-rm-9_cn-hangzhou" }, ""],
      ["filters by instance", { InstanceName: "rm-2" }, "other"],
      ["lists nothing in another region", { RegionCode: "cn-beijing" }, ""],
      ["filters by creation time, both ends included", { StartTime: at(-30), EndTime: at(-20) }, "c b"],
      ["returns a first page of the requested size", { PageSize: "3" }, "d c b"],
      ["returns the rest on the last page", { PageSize: "3", CurrentPage: "2" }, "a"],
      ["returns an empty page after the last one", { PageSize: "3", CurrentPage: "3" }, ""],
    ];
    for (const [title, parameters, expected] of listings) {
      it(title, async () => {
        assert.equal((await used.ids(parameters)).join(" "), expected);
      });
    }
    it("reduces a page size that is too large, and returns the reduced size", async () => {
      assert.equal((await used.call({ PageSize: "1000" })).body.Data.PageSize, "50");
    });
    const refused: [what: string, Record<string, string>][] = [
      ["an empty InstanceName", { InstanceName: "" }],
      ["an empty RegionCode", { RegionCode: "" }],
      ["an unknown State", { State: "done" }],
      ["a PageSize of 0", { PageSize: "0" }],
      ["a CurrentPage that is not a number", { CurrentPage: "x" }],
      ["an unknown OrderDirect", { OrderDirect: "up" }],
      ["an unknown OrderColumn", { OrderColumn: "x" }],
      ["an unknown TaskType", { TaskType: "x" }],
      ["a StartTime that is not a number", { StartTime: "now" }],
    ];
    for (const [what, parameters] of refused) {
      it(`refuses ${what} with HTTP 200 and Success "false"`, async () => {
        const { status, body } = await used.call(parameters);
        assert.deepEqual([status, body.Success], [200, "false"]);
        assert.match(body.ErrMessage, /can not be empty|is invalid/);
      });
    }
  });
});
