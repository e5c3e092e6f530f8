import assert from "node:assert/strict";
import { describeCharge } from "../../../provider/core/verdict/describeCharge";

const GB = 2 ** 30;

describe("describeCharge", () => {
  for (const [bytes, text] of [
    [undefined, "charged by its size"],
    [10 * GB, "10 GB, about USD 0.31 at USD 0.03125 per GB"],
    [2.345 * GB, "2.3 GB, about USD 0.07 at USD 0.03125 per GB"],
    [1024 * GB, "1024 GB, about USD 32.00 at USD 0.03125 per GB"],
    [5_000, "less than 0.1 GB, less than USD 0.01 at USD 0.03125 per GB"],
  ] as const) {
    it(`says "${text}"`, () => assert.equal(describeCharge(bytes), text));
  }
});
