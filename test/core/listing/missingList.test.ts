import assert from "node:assert/strict";
import { parsePage } from "../../../provider/core/listing/parsePage";

const item = { TaskId: "dt-1", DownloadStatus: "running", GmtCreate: "1661234567890" };

describe("parsePage on an answer without a list", () => {
  it("reads an empty list that the service sends without a total", () => {
    assert.deepEqual(parsePage({ Data: { Content: { List: [] } } }).tasks, []);
  });

  for (const [what, Content] of [
    ["a null Content", null],
    ["an empty Content", {}],
    ["a null list", { List: null }],
  ] as const) {
    it(`reads ${what} as an empty list if the service counts no tasks`, () => {
      assert.deepEqual(parsePage({ Data: { TotalElements: "0", Content } }).tasks, []);
    });
  }

  for (const [what, data] of [
    ["an empty Content without a total", { Content: {} }],
    ["a list under another name", { Content: { Items: [item] } }],
    ["a null list without a total", { Content: { List: null } }],
    ["an empty Content if the service counts tasks", { Content: {}, Total: 2 }],
  ] as const) {
    it(`refuses ${what}`, () => {
      assert.throws(() => parsePage({ Data: data }), /Data\.Content\.List is missing, and no total says/);
    });
  }
});
