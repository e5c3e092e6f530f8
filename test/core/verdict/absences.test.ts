import assert from "node:assert/strict";
import { createAbsences } from "../../../provider/core/verdict/absences";

describe("createAbsences", () => {
  it("measures from the first look if a task was never listed", () => {
    const absences = createAbsences();
    assert.deepEqual(absences([], 90_000)("dt-a"), { lasted: 0, gone: false });
    assert.deepEqual(absences(["dt-b"], 100_000)("dt-a"), { lasted: 10_000, gone: false });
  });

  it("measures from the last look that listed the task if it is no longer listed", () => {
    const absences = createAbsences();
    absences(["dt-a"], 0);
    absences(["dt-a", "dt-b"], 60_000);
    assert.deepEqual(absences(["dt-b"], 100_000)("dt-a"), { lasted: 40_000, gone: true });
    assert.deepEqual(absences(["dt-a"], 110_000)("dt-a"), { lasted: 0, gone: true });
  });
});
