import assert from "node:assert/strict";
import { parsePage } from "../../../provider/core/listing/parsePage";
import { parseTask } from "../../../provider/core/listing/parseTask";

const ITEM = { TaskId: "dt-1", DownloadStatus: "running", GmtCreate: "1661234567890" };

describe("parseTask", () => {
  it("refuses an id that is a JSON number above 2^53, because two such ids can become one", () => {
    const list = '[{"TaskId":9007199254740993},{"TaskId":9007199254740992}]';
    const items = (JSON.parse(list) as object[]).map((item) => ({ ...ITEM, ...item }));
    assert.throws(() => parsePage({ Data: { Content: { List: items } } }), /holds a task without a readable TaskId/);
  });

  for (const TaskId of [1.5, -(2 ** 53), 1e300]) {
    it(`refuses the number ${TaskId} as an id`, () => {
      assert.throws(() => parseTask({ ...ITEM, TaskId }), /holds a task without a readable TaskId/);
    });
  }

  it("reads an id that is a smaller number", () => {
    assert.equal(parseTask({ ...ITEM, TaskId: 2 ** 53 - 1 }).taskId, "9007199254740991");
  });

  it("keeps other numbers that have lost digits under the service's names", () => {
    const odd = { BakSetId: 2 ** 53, ExportDataSize: "9007199254740993", ImportDataSize: 2 ** 60 };
    const task = parseTask({ ...ITEM, ...odd });
    assert.deepEqual([task.bakSetId, task.exportDataSize, task.importDataSize], [undefined, undefined, undefined]);
    assert.deepEqual(task.unrecognized, odd);
  });

  it("shares no value that a program could change between tasks with the same texts", () => {
    const item = { ...ITEM, DbList: "[orders,customers]", Progress: "3/4" };
    const [one, other] = [parseTask(item), parseTask(item)];
    assert.deepEqual(one, other);
    assert.deepEqual(one.progress, { completed: 3, total: 4, fraction: 0.75 });
    assert.notEqual(one.dbList, other.dbList);
    assert.notEqual(one.progress, other.progress);
  });

  it("reads each text anew, whatever the task before had", () => {
    const read = (fields: object) => {
      const { format, downloadStatus, targetType, regionCode, dbList, progress } = parseTask({ ...ITEM, ...fields });
      return [format, downloadStatus, targetType, regionCode, dbList, progress?.completed];
    };
    const first = { Format: "CSV", TargetType: "oss", RegionCode: "cn-a", DbList: "a", Progress: "1/2" };
    const second = { Format: "SQL", TargetType: "url", RegionCode: "cn-b", DbList: "[b]", Progress: "2/2" };
    const firstRead = ["csv", "running", "OSS", "cn-a", ["a"], 1];
    assert.deepEqual(read(first), firstRead);
    assert.deepEqual(read({ ...second, DownloadStatus: " Queuing" }), ["sql", "queueing", "URL", "cn-b", ["b"], 2]);
    assert.deepEqual(read(first), firstRead);
  });
});
