import assert from "node:assert/strict";
import fc from "fast-check";
import { isoTime } from "../../../provider/core/listing/isoTime";
import { propertyRuns } from "../../support/propertyRuns";

const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

describe("isoTime", () => {
  it("writes a time as Date does, whichever time it wrote before", () => {
    const moment = fc.oneof(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: 2 ** 41 }));
    fc.assert(
      fc.property(fc.array(moment), (moments) => {
        assert.deepEqual(
          moments.map(isoTime),
          moments.map((each) => new Date(each).toISOString()),
        );
      }),
      propertyRuns(1_000, 100_000),
    );
  });

  it("writes the first and last milliseconds of days, of years and of its whole range", () => {
    for (const moment of [0, 86_399_999, 86_400_000, Date.UTC(2024, 1, 29), Date.UTC(2026, 11, 31, 23, 59), LAST]) {
      assert.equal(isoTime(moment), new Date(moment).toISOString());
    }
  });

  it("drops fractions of a millisecond", () => {
    assert.equal(isoTime(1.9), "1970-01-01T00:00:00.001Z");
  });

  for (const moment of [-1, LAST + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
    it(`returns undefined for ${moment}`, () => {
      assert.equal(isoTime(moment), undefined);
    });
  }
});
