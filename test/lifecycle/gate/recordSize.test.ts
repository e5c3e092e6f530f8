import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseTask } from "../../../provider/core/listing/parseTask";

/** A task with all fields that the service documents. */
const TASK = parseTask({
  TaskId: "dt-s8rlujj6abcd",
  RegionCode: "cn-hangzhou",
  Format: "csv",
  DbList: "orders",
  BakSetId: "146005",
  DownloadStatus: "finished",
  ExportDataSize: 123_456_789,
  ImportDataSize: 123_456_789,
  BackupSetTime: "1661234567000",
  TargetType: "OSS",
  TargetPath: "orders/2026-01",
  Progress: "10/10",
  GmtCreate: "1661234567890",
});

describe("the size of a gate's record", () => {
  it("is about what docs/gate.md says for a task and for 10,000", () => {
    const page = readFileSync(join(__dirname, "../../../docs/gate.md"), "utf8");
    const [, bytes = ""] = /A task takes about (\d+) bytes/.exec(page) ?? [];
    // The outputs hold the task in `tasks` and its id a second time in `ids`.
    const size = JSON.stringify(TASK).length + JSON.stringify(TASK.taskId).length + 2;
    assert.equal(TASK.unrecognized, undefined);
    assert.ok(Math.abs(Number(bytes) - size) <= 40, `${bytes} are documented, and this task takes ${size}`);
    const [, megabytes = ""] = /10,000 tasks (\S+) MB/.exec(page) ?? [];
    assert.equal(Number(megabytes), Math.round(Number(bytes) / 10) / 10);
  });
});
