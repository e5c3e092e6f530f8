import assert from "node:assert/strict";
import { argumentsError } from "../../../provider/core/arguments/parseArguments";

describe("argumentsError", () => {
  it("names every problem on one line, and keeps them all in issues", () => {
    const issues = [
      { property: "a", reason: "is 1" },
      { property: "b", reason: "is 2" },
    ];
    const error = argumentsError("getDownloadTasks", issues);
    assert.equal(error.message, "[arguments] getDownloadTasks: a is 1. b is 2");
    assert.equal(error.kind, "arguments");
    assert.deepEqual(error.issues, issues);
  });
});
