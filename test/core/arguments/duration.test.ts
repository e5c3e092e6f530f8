import assert from "node:assert/strict";
import { parseDuration } from "../../../provider/core/arguments/duration";
import { formatDuration } from "../../../provider/core/text/formatDuration";

describe("parseDuration", () => {
  const readable: [unknown, number][] = [
    ["200ms", 200],
    ["90s", 90_000],
    ["15m", 900_000],
    ["6h", 21_600_000],
    ["1h30m", 5_400_000],
    ["1.5h", 5_400_000],
    ["1h30m10s500ms", 5_410_500],
    [".5s", 500],
    ["0", 0],
    ["0s", 0],
    [0, 0],
    [90, 90_000],
    [0.25, 250],
    ["700h", 2_520_000_000],
    [3_000_000, 3_000_000_000],
  ];
  for (const [value, ms] of readable) {
    it(`reads the ${typeof value} ${value} as ${ms} ms`, () => assert.equal(parseDuration(value), ms));
  }
  const refused: [what: string, value: unknown][] = [
    ["an empty string", ""],
    ["a string without a unit", "6"],
    ["a space before the unit", "6 h"],
    ["a unit without a number", "h"],
    ["a string with a minus sign", "-1s"],
    ["a number of days", "1d"],
    ["a string with a negative part", "1h-3m"],
    ["a number in words", "six"],
    ["a string with an exponent", "1e3s"],
    ["a negative number", -1],
    ["NaN", Number.NaN],
    ["a number too large to count its milliseconds", 1e306],
    ["a string too large to count its milliseconds", `${"9".repeat(20)}h`],
    ["infinity", Number.POSITIVE_INFINITY],
    ["null", null],
    ["an object", {}],
    ["a list", ["1s"]],
  ];
  for (const [what, value] of refused) {
    it(`refuses ${what}`, () => assert.equal(parseDuration(value), undefined));
  }
});

describe("formatDuration", () => {
  const forms: [number, string][] = [
    [0, "0ms"],
    [340, "340ms"],
    [9_400, "9s"],
    [59_600, "1m"],
    [760_000, "12m 40s"],
    [3_600_000, "1h"],
    [3_900_000, "1h 5m"],
    [21_600_000, "6h"],
    [129_600_000, "36h"],
    [172_800_000, "2d"],
    [266_400_000, "3d 2h"],
  ];
  for (const [ms, text] of forms) {
    it(`writes ${ms} ms as ${text}`, () => assert.equal(formatDuration(ms), text));
  }
});
