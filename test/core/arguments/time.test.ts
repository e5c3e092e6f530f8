import assert from "node:assert/strict";
import { parseTime } from "../../../provider/core/arguments/time";

describe("parseTime", () => {
  const moment = Date.UTC(2026, 10, 24, 8, 30, 15, 250);
  for (const value of [
    new Date(moment),
    moment,
    String(moment),
    "2026-11-24T08:30:15.250Z",
    "2026-11-24T10:30:15.25+02:00",
    "2026-11-24T08:30:15.250+00:00",
  ]) {
    it(`reads ${JSON.stringify(value)}`, () => assert.equal(parseTime(value), moment));
  }
  it("reads a date alone as midnight UTC", () => assert.equal(parseTime("2026-11-24"), Date.UTC(2026, 10, 24)));
  it("reads the last day of a month, 29 February of a leap year too", () => {
    assert.equal(parseTime("2024-02-29"), Date.UTC(2024, 1, 29));
    assert.equal(parseTime("2026-10-31T23:30:00-02:00"), Date.UTC(2026, 10, 1, 1, 30));
  });
  it("reads minutes without seconds", () =>
    assert.equal(parseTime("2026-11-24T08:30Z"), Date.UTC(2026, 10, 24, 8, 30)));

  const refused: [string, unknown][] = [
    ["a text without offset, another moment on another machine", "2026-11-24T08:30:15"],
    ["seconds, which would select the whole history", 1_790_000_000],
    ["seconds as text", "1790000000"],
    ["a fraction of a millisecond", moment + 0.5],
    ["an invalid Date", new Date("x")],
    ["a month that does not exist", "2026-13-45"],
    ["a day that does not exist", "2026-02-30"],
    ["a day that does not exist, with a time of day", "2026-04-31T00:00:00Z"],
    ["a day that does not exist, with an offset that leads to one that does", "2026-04-31T23:00:00-02:00"],
    ["29 February of a common year", "2026-02-29"],
    ["a word", "yesterday"],
    ["a negative number", -moment],
    ["a number beyond the year 9999", 9e15],
    ["nothing", null],
    ["an object", {}],
  ];
  for (const [what, value] of refused) {
    it(`refuses ${what}`, () => assert.equal(parseTime(value), undefined));
  }
});
