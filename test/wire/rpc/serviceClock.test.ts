import assert from "node:assert/strict";
import { createServiceClock, describeClockOffset, readClockOffset } from "../../../provider/wire/rpc/serviceClock";
import { refused, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const NOW = Date.UTC(2026, 0, 1);

describe("the service's clock", () => {
  it("shows this machine's time until it is corrected", () => {
    const { now, correct } = createServiceClock({ wallTime: () => NOW });
    assert.equal(now(), NOW);
    correct(-60_000);
    assert.equal(now(), NOW - 60_000);
  });

  it("is read from the Date header of an answer, if that header can be read", () => {
    const offset = (date?: string) => readClockOffset({ headers: date === undefined ? {} : { date } }, NOW);
    assert.equal(offset("Thu, 01 Jan 2026 02:00:00 GMT"), 2 * 3_600_000);
    assert.deepEqual([offset("soon"), offset()], [undefined, undefined]);
  });

  for (const date of [
    "Sat, 13 Sep 275760 00:00:00 GMT",
    "Thu, 01 Jan 1970 00:00:00 GMT",
    "Wed, 01 Jan 2200 00:00:00 GMT",
  ]) {
    it(`is not read from the absurd Date ${date}`, () => {
      assert.equal(readClockOffset({ headers: { date } }, NOW), undefined);
    });
  }

  it("can still be used after an answer with an absurd Date", async () => {
    const date = "Sat, 13 Sep 275760 00:00:00 GMT";
    const service = scriptedService([{ ...refused(400, "InvalidTimeStamp.Expired"), headers: { date } }, SUCCESS]);
    const { kind, message } = await service.failure();
    assert.equal(kind, "credentials");
    assert.match(message, /Set this machine's clock\. The answer does not say how far off it is$/);
    assert.equal(await service.call(), "done");
  });

  it("is described in words relative to this machine's clock", () => {
    assert.equal(describeClockOffset(2 * 3_600_000), "is 2h behind the service's");
    assert.equal(describeClockOffset(-60_000), "is 1m ahead of the service's");
  });
});
