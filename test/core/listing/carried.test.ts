import assert from "node:assert/strict";
import { carriedText, carriedValue } from "../../../provider/core/listing/carried";
import { parsePage } from "../../../provider/core/listing/parsePage";
import { SIGNATURE, UNKNOWN } from "../../../provider/core/pulumiMarks";

const QUOTED = `"${UNKNOWN}"`;
const TEXTS = ["RegionCode", "Format", "BakSetId", "TargetPath", "TaskId", "DownloadStatus"];
const ITEM = { TaskId: "dt-1", DownloadStatus: "finished", GmtCreate: "1661234567890" };
const pageOf = (item: object, more: object = {}) =>
  parsePage({ RequestId: "r-1", Success: "true", Data: { Content: { List: [{ ...ITEM, ...item }] }, ...more } });

describe("carriedText", () => {
  for (const mark of [
    UNKNOWN,
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ]) {
    it(`quotes ${mark}, which the engine would take for a value that is not known yet`, () => {
      assert.equal(carriedText(mark), `"${mark}"`);
    });
  }

  it("replaces half of a surrogate pair, which the engine would not take for text", () => {
    assert.equal(carriedText("a\ud800b\udc00\u{1f600}"), "a\ufffdb\ufffd\u{1f600}");
    assert.deepEqual(carriedValue({ "\ud800": ["\udfff"] }), { "\ufffd": ["\ufffd"] });
  });

  it("returns every other text as it is", () => {
    for (const text of ["", "dt-1", ` ${UNKNOWN}`, "4B7B2AD4-5A3C-5E2C-9C7B-7C1B0E9E8A11"]) {
      assert.equal(carriedText(text), text);
    }
  });
});

describe("carriedValue", () => {
  it("returns an ordinary value as it is", () => {
    const value = { a: [1, "x", null, true, { b: {} }], c: -0.5 };
    assert.deepEqual(carriedValue(value), value);
  });

  it("quotes Pulumi's marks in names and texts, at any depth", () => {
    assert.deepEqual(carriedValue({ a: [{ [SIGNATURE]: "x", b: UNKNOWN }] }), {
      a: [{ [`"${SIGNATURE}"`]: "x", b: QUOTED }],
    });
  });

  it("turns a number that no double can hold into text", () => {
    assert.deepEqual(carriedValue(JSON.parse("[1e999, -1e999, 1e300]")), ["Infinity", "-Infinity", 1e300]);
  });

  it("ends where a value is nested so deeply that going through it would overflow the stack", () => {
    const depth = 100_000;
    const carried = JSON.stringify(carriedValue(JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`)));
    assert.match(carried, /^\[{50}"nested too deeply"\]{50}$/);
  });
});

describe("an answer with Pulumi's marks", () => {
  for (const name of TEXTS) {
    it(`has them carried as text in ${name}, in any letter case`, () => {
      for (const mark of [UNKNOWN, UNKNOWN.toUpperCase()]) {
        assert.doesNotMatch(JSON.stringify(pageOf({ [name]: mark })), new RegExp(`(?<!\\\\)"${UNKNOWN}`));
      }
    });
  }

  for (const DbList of [`[${UNKNOWN},db1]`, UNKNOWN, JSON.stringify([UNKNOWN, "db1"]), [UNKNOWN, "db1"]]) {
    it(`has them carried as text in the databases ${JSON.stringify(DbList)}`, () => {
      assert.equal(pageOf({ DbList }).tasks[0]?.dbList[0], QUOTED);
    });
  }

  it("has them carried as text in unknown fields, in Extra and in the request id", () => {
    const odd = { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270" };
    const { tasks, extra } = pageOf({ New: [odd, UNKNOWN], [SIGNATURE]: "x" }, { Extra: odd });
    const carried = { [`"${SIGNATURE}"`]: "1b47061264138c4ac30d75fd1eb44270" };
    assert.deepEqual(tasks[0]?.unrecognized, { New: [carried, QUOTED], [`"${SIGNATURE}"`]: "x" });
    assert.deepEqual(extra, carried);
    assert.equal(parsePage({ RequestId: UNKNOWN, Data: { TotalElements: 0 } }).requestId, QUOTED);
  });
});
