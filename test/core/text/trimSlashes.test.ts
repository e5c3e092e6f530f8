import assert from "node:assert/strict";
import { trimSlashes } from "../../../provider/core/text/trimSlashes";

describe("trimSlashes", () => {
  for (const [path, trimmed] of [
    ["orders/2026", "orders/2026"],
    ["//orders//2026///", "orders//2026"],
    ["///", ""],
    ["", ""],
  ] as const) {
    it(`makes "${trimmed}" of "${path}"`, () => assert.equal(trimSlashes(path), trimmed));
  }
});
