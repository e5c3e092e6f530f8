import assert from "node:assert/strict";
import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { chooseExport } from "../../../provider/core/verdict/chooseExport";
import type { OwnExports } from "../../../provider/core/verdict/ownExports";
import { makeExport, makeExportTask } from "../../support/tasks/makeExport";

const task = makeExportTask;
const mayBe = (id: string, state?: string) => task(id, state, { targetPath: "orders" });
const other = (id: string, state?: string) => task(id, state, { bakSetId: "b-2" });

function choice(
  listed: DownloadTaskDetails[],
  adopt: TaskRequest["adopt"] = "unfinished",
  own: OwnExports = new Map(),
) {
  const chosen = chooseExport(listed, { wanted: makeExport(), adopt }, own);
  return chosen.choice === "create" ? "create" : `${chosen.choice} ${chosen.task.taskId}`;
}

const own = (taskId: string, fields: Partial<ExportRequest> = {}): OwnExports =>
  new Map([[taskId, { wanted: makeExport(fields), gmtCreate: "2026-01-01T00:00:00.500Z" }]]);

describe("chooseExport", () => {
  const rows: [string, DownloadTaskDetails[], TaskRequest["adopt"], string][] = [
    ["creates if nothing is listed", [], "unfinished", "create"],
    ["adopts an equal task that is initializing", [task("dt-1", "initializing")], "unfinished", "adopt dt-1"],
    ["adopts an equal task that is queueing", [task("dt-1", "queueing")], "unfinished", "adopt dt-1"],
    ["adopts an equal task that is running", [task("dt-1", "running")], "unfinished", "adopt dt-1"],
    [
      "adopts an equal task that failed, because it blocks a new one",
      [task("dt-1", "failed")],
      "unfinished",
      "adopt dt-1",
    ],
    ["adopts an equal task in a state that it does not know", [task("dt-1", "pausing")], "unfinished", "adopt dt-1"],
    ["creates beside an equal task that is finished", [task("dt-1", "finished")], "unfinished", "create"],
    ["adopts an equal task that is finished if it may", [task("dt-1", "finished")], "finished", "adopt dt-1"],
    [
      "adopts an unfinished one as well if it may adopt a finished one",
      [task("dt-1", "running")],
      "finished",
      "adopt dt-1",
    ],
    ["never adopts an expired task", [task("dt-1", "expired")], "finished", "create"],
    ["adopts nothing with never", [task("dt-2", "running"), mayBe("dt-1")], "never", "create"],
    ["takes the newest of several", [task("dt-3", "failed"), task("dt-2", "running")], "unfinished", "adopt dt-3"],
    [
      "takes the newest of finished and unfinished ones",
      [task("dt-3", "finished"), task("dt-2")],
      "finished",
      "adopt dt-3",
    ],
    ["stops at a task that only may be equal", [mayBe("dt-1", "failed")], "unfinished", "conflict dt-1"],
    ["stops at the newest of those that may be equal", [mayBe("dt-2"), mayBe("dt-1")], "unfinished", "conflict dt-2"],
    ["prefers an older equal task to one that may be equal", [mayBe("dt-2"), task("dt-1")], "unfinished", "adopt dt-1"],
    ["ignores a finished task that only may be equal", [mayBe("dt-1", "finished")], "finished", "create"],
    ["ignores tasks that differ", [other("dt-2"), other("dt-1", "failed")], "unfinished", "create"],
  ];
  for (const [title, listed, adopt, expected] of rows) {
    it(title, () => assert.equal(choice(listed, adopt), expected));
  }

  it("names what can't be seen of a task that may be equal", () => {
    const chosen = chooseExport(
      [mayBe("dt-1")],
      { wanted: makeExport({ useZstd: true }), adopt: "unfinished" },
      new Map(),
    );
    assert.deepEqual(chosen.choice === "conflict" && chosen.unseen, ["target.bucket", "useZstd"]);
  });

  describe("of a task that this process started", () => {
    it("adopts it although it is not listed yet", () => {
      assert.equal(choice([other("dt-1", "finished")], "unfinished", own("dt-9")), "adopt dt-9");
    });

    it("knows it whole, although the list does not show everything", () => {
      assert.equal(choice([mayBe("dt-9")], "unfinished", own("dt-9")), "adopt dt-9");
    });

    it("knows that it differs, although the list shows no difference", () => {
      assert.equal(choice([task("dt-9")], "unfinished", own("dt-9", { useZstd: true })), "create");
      assert.equal(choice([], "unfinished", own("dt-9", { format: "sql" })), "create");
    });

    it("believes the list about its state", () => {
      assert.equal(choice([task("dt-9", "finished")], "unfinished", own("dt-9")), "create");
    });
  });
});
