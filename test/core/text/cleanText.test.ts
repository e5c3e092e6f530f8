import assert from "node:assert/strict";
import { cleanText } from "../../../provider/core/text/cleanText";

describe("cleanText", () => {
  it("replaces control characters and line separators with a space", () => {
    assert.equal(cleanText("a\r\nb\u001b[31mc\u0000\u009bd\u2028\u2029e"), "a b [31mc d e");
  });

  for (const [name, mark] of [
    ["the Arabic letter mark", "\u061c"],
    ["a zero-width space", "\u200b"],
    ["a zero-width joiner", "\u200d"],
    ["a left-to-right mark", "\u200e"],
    ["a right-to-left override", "\u202e"],
    ["a word joiner", "\u2060"],
    ["a bidirectional isolate", "\u2067"],
    ["a byte order mark", "\ufeff"],
    ["a soft hyphen", "\u00ad"],
    ["an interlinear annotation", "\ufff9"],
    ["a tag character", "\u{e0041}"],
    ["a variation selector", "\ufe0f"],
    ["a Hangul filler", "\u3164"],
  ] as const) {
    it(`removes ${name}, which has no width of its own`, () => {
      assert.equal(cleanText(`rm-${mark}1${mark}`), "rm-1");
    });
  }

  it("replaces half of a surrogate pair, and never cuts a pair in two", () => {
    assert.equal(cleanText("a\ud800b"), "a\ufffdb");
    assert.equal(cleanText("ab\u{1f600}c", 3), "ab…");
    assert.equal(cleanText("ab\u{1f600}c", 4), "ab\u{1f600}…");
  });

  it("keeps visible text of every script", () => {
    const text = "Größe 数据库 не найдена \u{1f600}";
    assert.equal(cleanText(text), text);
  });

  it("cuts long text and marks the cut", () => {
    assert.equal(cleanText("abcdef", 3), "abc…");
    assert.equal(cleanText("abc", 3), "abc");
  });
});
