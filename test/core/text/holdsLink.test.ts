import assert from "node:assert/strict";
import { holdsLink } from "../../../provider/core/text/holdsLink";
import { LINK, SPELLINGS } from "../../support/links/plantedLink";

describe("holdsLink", () => {
  for (const [how, spell] of Object.entries(SPELLINGS)) {
    it(`finds a link in a sentence ${how}`, () => {
      assert.equal(holdsLink(`the file is at ${spell(LINK)}, take it`), true);
    });
  }

  it("finds the rest of a link whose beginning was cut off", () => {
    assert.equal(holdsLink(LINK.slice(LINK.indexOf("?"))), true);
    assert.equal(holdsLink(`and the end is ${LINK.slice(LINK.indexOf("&"))}`), true);
  });

  for (const text of [
    "",
    "Can not find download task.",
    "DBS download task bak set error. Your backup set does not meet the requirements.",
    "DBS.DownloadTask.BakSetError",
    "44B8C2F5-919C-5D0A-8C3B-6D5C4F0C1A11",
    "application/json;charset=utf-8",
    "formatType can not be empty; see a/b (50%)?",
  ]) {
    it(`finds none in ${JSON.stringify(text)}`, () => assert.equal(holdsLink(text), false));
  }

  it("takes time in proportion to the length of the text", () => {
    for (const piece of [" ", "%", "&", "://".slice(0, 2), "a", "%25", "?a"]) {
      const before = process.cpuUsage().user;
      holdsLink(piece.repeat(1_000_000 / piece.length));
      const seconds = (process.cpuUsage().user - before) / 1e6;
      assert.ok(seconds < 5, `${JSON.stringify(piece)}: ${seconds} s`);
    }
  }).timeout(600_000);
});
