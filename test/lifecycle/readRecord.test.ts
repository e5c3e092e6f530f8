import assert from "node:assert/strict";
import { readGate } from "../../provider/lifecycle/readRecord";

describe("readGate", () => {
  it("returns the stored properties", () => {
    const stored = { instanceName: "rm-1", ids: ["dt-1"], __provider: "text" };
    assert.deepEqual(readGate("id-1", stored), { id: "id-1", props: stored });
  });
});
