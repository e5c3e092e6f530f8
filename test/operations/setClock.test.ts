import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { DbsError } from "../../provider/core/errors";
import type { WaitProgress } from "../../provider/core/wait/wait";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { CONDITION, SELECTION } from "../support/sharing/gateDefaults";
import { wireTask } from "../support/sharing/listingConnection";
import { slowListing } from "../support/sharing/slowListing";
import { refused, SUCCESS, scriptedService } from "../support/wire/scriptedService";

const START = Date.UTC(2026, 0, 1);
const HOURS = 3_600_000;

/**
 * Waits at a list whose answers take a second. Some calls fail, and the wall clock is set while the second look is under
 * way. Returns everything that depends on time.
 */
async function waitWhile(ahead: number, finishes: number, timeout: number) {
  const { connection, clock, calls } = slowListing(
    (now) => [wireTask("dt-a", now < START + finishes ? "running" : "finished", START)],
    () => 1_000,
    (now) => (now > START + 60_000 && now < START + 90_000 ? new DbsError("unavailable", "down") : undefined),
  );
  void clock.sleep(20_500).then(() => clock.setWallClock(ahead));
  const elapsed: number[] = [];
  const end = await awaitTasks(
    { selection: SELECTION, condition: CONDITION, timeout, pollInterval: 60_000 },
    { connect: () => connection } as unknown as Caller,
    { onProgress: (progress: WaitProgress) => elapsed.push(progress.elapsed) },
  ).catch((error: DbsError) => ({ state: error.kind, sentence: error.message }));
  return { end, elapsed, asked: calls.map((call) => call.asked), at: clock.now() - START };
}

describe("a wait during which the machine's clock is set", () => {
  for (const [what, ahead] of [
    ["two hours forward", 2 * HOURS],
    ["two hours back", -2 * HOURS],
  ] as const) {
    it(`makes the same looks at the same times, and opens, if the clock is set ${what}`, async () => {
      const usual = await waitWhile(0, 600_000, HOURS);
      const set = await waitWhile(ahead, 600_000, HOURS);
      assert.equal(set.end.state, "ready");
      assert.deepEqual([set.elapsed, set.asked, set.at], [usual.elapsed, usual.asked, usual.at]);
    });

    it(`gives up at its time-out if the clock is set ${what}`, async () => {
      const { end, at, elapsed } = await waitWhile(ahead, HOURS, 300_000);
      assert.equal(end.state, "timeout");
      assert.ok(at >= 299_000 && at <= 301_000, `${at} ms`);
      assert.deepEqual(
        elapsed,
        elapsed.toSorted((a, b) => a - b),
      );
      assert.ok(elapsed[0] === 1_000 && elapsed.every((ms) => ms <= 301_000));
    });
  }

  it("shows the age of a task by the machine's clock", async () => {
    assert.match((await waitWhile(2 * HOURS, 0, HOURS)).end.sentence, /created 1s ago/);
    assert.match((await waitWhile(2 * HOURS, 30_000, HOURS)).end.sentence, /created 2h /);
  });
});

describe("a call during which the machine's clock is set", () => {
  it("keeps its deadline", async () => {
    const service = scriptedService([refused(503, "ServiceUnavailable")]);
    const { clock } = service;
    void clock.sleep(500).then(() => clock.setWallClock(-2 * HOURS));
    const { kind, elapsed = 0 } = await service.failure({ deadline: clock.now() + 10_000, maxRetries: 99 });
    assert.equal(kind, "unavailable");
    assert.ok(elapsed > 0 && elapsed <= 10_000, `${elapsed} ms`);
  });

  it("signs each request by the machine's clock, and corrects it after a refusal", async () => {
    const service = scriptedService([
      SUCCESS,
      { ...refused(400, "InvalidTimeStamp.Expired"), headers: { date: new Date(START).toUTCString() } },
      SUCCESS,
    ]);
    await service.call();
    service.clock.setWallClock(2 * HOURS);
    await service.call();
    assert.deepEqual(
      service.sent.map(({ headers }) => headers["x-acs-date"]),
      ["2026-01-01T00:00:00Z", "2026-01-01T02:00:00Z", "2026-01-01T00:00:00Z"],
    );
  });
});
