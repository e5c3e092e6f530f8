import assert from "node:assert/strict";
import { runInNewContext } from "node:vm";
import { parseTime } from "../../../provider/core/arguments/time";

describe("parseTime", () => {
  const moment = Date.UTC(2026, 10, 24, 8, 30, 15, 250);
  for (const [what, value] of [
    ["a Date", new Date(moment)],
    ["a Date of another realm, as in a test runner", runInNewContext(`new Date(${moment})`)],
    ["a number of milliseconds", moment],
    ["a string of milliseconds", String(moment)],
    ["an ISO 8601 string that ends in Z", "2026-11-24T08:30:15.250Z"],
    ["an ISO 8601 string with an offset", "2026-11-24T10:30:15.25+02:00"],
    ["an ISO 8601 string with an offset of zero", "2026-11-24T08:30:15.250+00:00"],
  ] as const) {
    it(`reads ${what}`, () => assert.equal(parseTime(value), moment));
  }
  it("reads a date alone as midnight in UTC", () => assert.equal(parseTime("2026-11-24"), Date.UTC(2026, 10, 24)));
  it("reads the last day of a month, including 29 February of a leap year", () => {
    assert.equal(parseTime("2024-02-29"), Date.UTC(2024, 1, 29));
    assert.equal(parseTime("2026-10-31T23:30:00-02:00"), Date.UTC(2026, 10, 1, 1, 30));
  });
  it("reads a time without seconds", () => assert.equal(parseTime("2026-11-24T08:30Z"), Date.UTC(2026, 10, 24, 8, 30)));

  const refused: [string, unknown][] = [
    ["a string without an offset, because it would mean a different time on another machine", "2026-11-24T08:30:15"],
    ["a number of seconds, because it would select the whole history", 1_790_000_000],
    ["a string of seconds", "1790000000"],
    ["a fraction of a millisecond", moment + 0.5],
    ["an invalid Date", new Date("x")],
    ["a month that does not exist", "2026-13-45"],
    ["a day that does not exist", "2026-02-30"],
    ["a day that does not exist, even with a time of day", "2026-04-31T00:00:00Z"],
    ["a day that does not exist, even if its offset would turn it into one that does", "2026-04-31T23:00:00-02:00"],
    ["29 February of a year that is not a leap year", "2026-02-29"],
    ["a word", "yesterday"],
    ["a negative number", -moment],
    ["a number beyond the year 9999", 9e15],
    ["null", null],
    ["an object", {}],
    ["an object that is no Date but looks like one in JSON", { toJSON: () => new Date(moment).toISOString() }],
  ];
  for (const [what, value] of refused) {
    it(`refuses ${what}`, () => assert.equal(parseTime(value), undefined));
  }
});
