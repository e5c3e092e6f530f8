import assert from "node:assert/strict";
import { refusedInput, refusedInputs } from "../../provider/lifecycle/refusedInput";

describe("refusedInputs", () => {
  it("finds refused values at any depth and names each by its path", () => {
    const inputs = { a: refusedInput("is a"), b: ["x", { c: [refusedInput("is b")] }], d: "y", e: null };
    assert.deepEqual(refusedInputs(inputs), [
      { property: "a", reason: "is a" },
      { property: "b[1].c[0]", reason: "is b" },
    ]);
  });
  it("finds nothing in inputs that only look alike", () => {
    assert.deepEqual(refusedInputs({ a: "alicloud-dbs:refused", b: { refused: "x" }, c: [[]] }), []);
  });
});
