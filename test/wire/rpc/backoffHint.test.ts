import assert from "node:assert/strict";
import { backoffHint } from "../../../provider/wire/rpc/backoffHint";

describe("backoffHint", () => {
  for (const [name, value, delay, throttled] of [
    ["x-acs-retry-after", "2500", 2500, true],
    ["x-acs-retry-after", "3600000", 60_000, true],
    ["x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1234", 2000, true],
    ["x-ratelimit-user", "TimeLeft:100", 100, true],
    ["retry-after", "3", 3000, false],
    ["retry-after", "600", 60_000, false],
  ] as const) {
    it(`reads ${name}: ${value} as ${delay} ms`, () => {
      assert.deepEqual(backoffHint({ [name]: value }), { delay, throttled });
    });
  }

  for (const [name, value] of [
    ["x-acs-retry-after", "0"],
    ["x-acs-retry-after", "-5"],
    ["x-acs-retry-after", "soon"],
    ["x-ratelimit-user-api", "Limit:10,Remain:7,TimeLeft:2000,Reset:1234"],
    ["x-ratelimit-user", "Limit:1,Remain:0,TimeLeft:0,Reset:1234"],
    ["retry-after", "Wed, 21 Oct 2026 07:28:00 GMT"],
  ] as const) {
    it(`ignores ${name}: ${value}`, () => {
      assert.equal(backoffHint({ [name]: value }), undefined);
    });
  }

  for (const [newer, older] of [
    [{ "x-acs-retry-after": "4" }, { "x-ratelimit-user-api": "TimeLeft:3" }],
    [{ "x-ratelimit-user-api": "TimeLeft:4" }, { "x-ratelimit-user": "TimeLeft:3" }],
    [{ "x-ratelimit-user": "TimeLeft:4" }, { "retry-after": "3" }],
  ] as const) {
    it(`prefers ${Object.keys(newer)} to ${Object.keys(older)}`, () => {
      assert.deepEqual(backoffHint({ ...older, ...newer }), { delay: 4, throttled: true });
    });
  }
});
