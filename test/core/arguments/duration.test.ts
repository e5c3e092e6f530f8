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
  ];
  for (const [value, ms] of readable) {
    it(`reads ${JSON.stringify(value)} as ${ms} ms`, () => assert.equal(parseDuration(value), ms));
  }
  for (const value of [
    "",
    "6",
    "6 h",
    "h",
    "-1s",
    "1d",
    "1h-3m",
    "six",
    "1e3s",
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    null,
    {},
    ["1s"],
  ]) {
    it(`takes ${JSON.stringify(value)} for no duration`, () => assert.equal(parseDuration(value), undefined));
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
    it(`says ${text} for ${ms} ms`, () => assert.equal(formatDuration(ms), text));
  }
});
