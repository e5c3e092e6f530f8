import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import { describeAdopted, describePossibleEqual } from "../../../provider/core/verdict/describeExistingTask";
import { describeExport } from "../../../provider/core/verdict/describeExport";
import {
  exportConflict,
  exportNotFound,
  exportNotRecorded,
  exportUnsettled,
} from "../../../provider/core/verdict/exportErrors";
import { makeExport } from "../../support/tasks/makeExport";
import { makeTask } from "../../support/tasks/makeTask";

const TRICKS = "dt-1\r\n[info] open\u001b[31m\u202e\ud800";
/** Matches what no line may hold: characters without a form of their own, and half characters. */
const RAW = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe("a sentence about an export", () => {
  it("shows text of the service and of the program on one line and at a bounded length", () => {
    const long = makeExport({
      backupSetId: TRICKS.repeat(50),
      target: { type: "OSS", bucket: "bucket", path: "x".repeat(5_000) },
    });
    const open = new DbsError("unavailable", "CreateDownload in cn-hangzhou: no", { requestId: "r-1" });
    const texts = [
      describeAdopted(makeTask(TRICKS.repeat(50), TRICKS.repeat(50))),
      describePossibleEqual(makeTask(TRICKS.repeat(50), TRICKS), ["target.bucket"]),
      describeExport(long),
      exportNotRecorded({ wanted: long, adopt: "unfinished" }, TRICKS.repeat(50), {
        failed: new Error(TRICKS.repeat(50)),
      }).message,
      exportNotFound(long, TRICKS.repeat(50)).message,
      exportUnsettled({ wanted: long, adopt: "unfinished" }, { seen: "Nothing was listed", open, remembered: 900_000 })
        .message,
    ];
    for (const text of texts) {
      assert.doesNotMatch(text, RAW);
      assert.ok(text.length < 1_200, `${text.length} characters: ${text.slice(0, 200)}`);
    }
  });

  it("carries the facts of the refusal in its error", () => {
    const refusal = new DbsError("conflict", "refused", { code: "X", httpStatus: 200, requestId: "r-1", attempts: 2 });
    const { code, httpStatus, requestId, attempts, operation, region, taskId, cause } = exportConflict(
      makeExport(),
      "why",
      { taskId: "dt-1", refusal },
    );
    assert.deepEqual(
      [code, httpStatus, requestId, attempts, operation, region, taskId],
      ["X", 200, "r-1", 2, "CreateDownload", "cn-hangzhou", "dt-1"],
    );
    assert.equal(cause, refusal);
  });
});
