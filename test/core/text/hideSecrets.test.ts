import assert from "node:assert/strict";
import { hideSecrets } from "../../../provider/core/text/hideSecrets";

const SECRET = 'a/b+c "d"';

describe("hideSecrets", () => {
  for (const [spelling, text] of [
    ["as it is", SECRET],
    ["URL-encoded", encodeURIComponent(SECRET)],
    ["URL-encoded twice", encodeURIComponent(encodeURIComponent(SECRET))],
    ["in JSON", JSON.stringify({ token: SECRET }).slice(10, -2)],
  ] as const) {
    it(`replaces a secret that is written ${spelling}`, () => {
      assert.equal(hideSecrets(`before ${text} after ${text}`, [SECRET]), "before … after …");
    });
  }

  it("replaces a secret that was cut off in a sentence", () => {
    const secret = "s".repeat(100);
    assert.equal(hideSecrets(`${"s".repeat(80)}… is not listed`, [secret]), "… is not listed");
  });

  it("leaves no part of a secret that contains another secret", () => {
    assert.equal(
      hideSecrets("rm-12345 and rm-1234", ["rm-1234", "rm-12345"], { mark: "[secret]" }),
      "[secret] and [secret]",
    );
  });

  it("ignores secrets that are too short, missing or empty", () => {
    assert.equal(hideSecrets("abc", ["abc", undefined, ""]), "abc");
    assert.equal(hideSecrets("abc", ["b", ""], { shortest: 0 }), "a…c");
  });

  it("replaces a secret that has no URL-encoded form", () => {
    assert.equal(hideSecrets("see \ud800abc", ["\ud800abc"]), "see …");
  });
});
