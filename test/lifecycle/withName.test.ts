import assert from "node:assert/strict";
import { withName } from "../../provider/lifecycle/withName";

describe("withName", () => {
  it("puts the resource's name before a string, whatever characters the name contains", () => {
    assert.equal(withName("orders-ready", "would wait: [x] no"), "orders-ready: would wait: [x] no");
    assert.equal(withName("$& $1", "would wait"), "$& $1: would wait");
  });
  it("keeps the kind of an error before the name", () => {
    assert.equal(withName("orders-ready", "[timeout] download tasks"), "[timeout] orders-ready: download tasks");
  });
});
