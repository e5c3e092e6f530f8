import assert from "node:assert/strict";
import { UNKNOWN } from "../../provider/core/pulumiMarks";
import { splitUnknowns } from "../../provider/lifecycle/splitUnknowns";

describe("splitUnknowns", () => {
  it("names the properties that contain the engine's marker for an unknown value, at any depth", () => {
    assert.deepEqual(splitUnknowns({ a: UNKNOWN, b: ["x", UNKNOWN], c: { d: UNKNOWN }, e: [null, 1] }), {
      known: { e: [null, 1] },
      unknown: ["a", "b", "c"],
    });
  });
  it("uses the host's own test for unknown values if there is one", () => {
    const mark = Symbol("unknown");
    assert.deepEqual(
      splitUnknowns({ a: [mark], b: UNKNOWN }, (value) => value === mark),
      { known: { b: UNKNOWN }, unknown: ["a"] },
    );
  });
});
