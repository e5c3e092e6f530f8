import assert from "node:assert/strict";
import { withName } from "../../provider/lifecycle/withName";

describe("withName", () => {
  it("begins a text with the resource's name, whatever characters that holds", () => {
    assert.equal(withName("orders-ready", "would wait: [x] no"), "orders-ready: would wait: [x] no");
    assert.equal(withName("$& $1", "would wait"), "$& $1: would wait");
  });
  it("leaves the kind of an error in front", () => {
    assert.equal(withName("orders-ready", "[timeout] download tasks"), "[timeout] orders-ready: download tasks");
  });
});
