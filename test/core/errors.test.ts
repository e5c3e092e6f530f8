import assert from "node:assert/strict";
import { inspect } from "node:util";
import { DbsError } from "../../provider/core/errors";

describe("DbsError", () => {
  it("begins its message with its kind, and prints only the facts that it has", () => {
    const cause = new Error("underneath");
    const error = new DbsError("denied", "what was asked", {
      code: "Forbidden",
      attempts: 0,
      region: undefined,
      cause,
    });
    assert.equal(error.message, "[denied] what was asked");
    assert.deepEqual([error.name, error.cause, error.region], ["DbsError", cause, undefined]);
    assert.deepEqual(Object.keys(error).sort(), ["attempts", "code", "kind", "name"]);
    assert.doesNotMatch(inspect(error), /undefined/);
  });
});
