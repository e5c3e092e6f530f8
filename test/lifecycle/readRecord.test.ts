import assert from "node:assert/strict";
import { readRecord } from "../../provider/lifecycle/readRecord";

describe("readRecord", () => {
  it("returns the stored properties", () => {
    const stored = { instanceName: "rm-1", ids: ["dt-1"], __provider: "text" };
    assert.deepEqual(readRecord("id-1", stored), { id: "id-1", props: stored });
  });
});
