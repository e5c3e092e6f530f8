import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";
import { exportCancelled, exportUnsettled } from "../../../provider/core/verdict/exportErrors";
import { makeExport } from "../../support/tasks/makeExport";

const URL: Partial<ExportRequest> = { target: { type: "URL" } };
const open = new DbsError("unavailable", "CreateDownload in cn-hangzhou: socket hang up");
const seen = "After that, no new task was listed";
const NEVER =
  'Look at the list of tasks before you run this again: with adopt: "never" the next up starts another one. To take the ' +
  "task that was started, set adoptTaskId";

function hides(names: string): string {
  return (
    `Run this again in a minute: the next up looks first, but the list may not show the ${names} of the new task. Then the ` +
    "next up can't tell that it is yours, and starts another export if it is finished by then. If a new task of this set " +
    "is listed, adoptTaskId takes it"
  );
}

describe("the error for an export that may have been started", () => {
  const takes = "Run this again in a minute: the next up looks first, and takes the task";
  const rows: [string, Partial<ExportRequest>, TaskRequest["adopt"], string][] = [
    [
      "names adopt finished if the list shows all of it",
      URL,
      "unfinished",
      `${takes} while it is unfinished. If it may be finished by then, set adopt: "finished" for that run`,
    ],
    ["says that its task is taken with adopt finished if the list shows all of it", URL, "finished", takes],
    ["names adoptTaskId if the list may not show the bucket", {}, "unfinished", hides("target.bucket")],
    ["names adoptTaskId then with adopt finished as well", { ...URL, useZstd: true }, "finished", hides("useZstd")],
    [
      "names adoptTaskId for a cluster that is not named",
      { ...URL, instanceName: "dds-1" },
      "finished",
      hides("clusterName"),
    ],
    ["says that with adopt never another one is started", {}, "never", NEVER],
  ];
  for (const [title, fields, adopt, advice] of rows) {
    it(title, () => {
      const request = { wanted: makeExport(fields), adopt };
      const unsettled = exportUnsettled(request, { seen, open }).message;
      const cancelled = exportCancelled(request, { elapsed: 1_000, open: "own", reason: "Ctrl-C" }).message;
      assert.ok(unsettled.endsWith(`. ${seen}. It was not sent again. ${advice}`), unsettled);
      assert.ok(cancelled.endsWith(`. It may have been started. ${advice}`), cancelled);
    });
  }

  it("speaks of 15 minutes only if an earlier call of the process sent the request", () => {
    const request: TaskRequest = { wanted: makeExport(URL), adopt: "unfinished" };
    const later = exportUnsettled(request, { seen, open, remembered: 900_000, taskId: "dt-1" });
    assert.match(
      later.message,
      /It was not sent again, and within 15 minutes this process sends nothing equal\. Run this/,
    );
    assert.deepEqual([later.kind, later.taskId, later.outcome], ["unsettled", "dt-1", "open"]);
    assert.doesNotMatch(exportUnsettled(request, { seen, open }).message, /minutes/);
  });
});
