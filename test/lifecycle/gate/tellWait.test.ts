import assert from "node:assert/strict";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { tellWait } from "../../../provider/lifecycle/gate/tellWait";
import { createFakeClock } from "../../support/fakeClock";
import { recordedRow } from "../../support/recordedRow";

describe("tellWait", () => {
  const waiting: Verdict = { state: "waiting", tasks: [], sentence: "0 of 1 finished", warnings: [] };

  it("shows a sign of life while nothing changes, and the time of the whole wait at its end", async () => {
    const clock = createFakeClock();
    const row = recordedRow();
    const { lines } = row;
    const wait = tellWait(row, 3_600_000, clock, async (onProgress) => {
      onProgress({ verdict: waiting, elapsed: 0, looks: 1 });
      await clock.sleep(600_000);
      return { ...waiting, state: "ready", sentence: "dt-a finished" };
    });
    assert.equal((await wait).sentence, "dt-a finished");
    assert.deepEqual(lines.at(-1), "info: open after 10m: dt-a finished");
    assert.ok(
      lines.some((line) => /^status: .*elapsed/.test(line)),
      lines.join("\n"),
    );
  });

  it("passes the wait's error on, and says nothing after it", async () => {
    const clock = createFakeClock();
    const row = recordedRow();
    const { lines } = row;
    const wait = tellWait(row, 3_600_000, clock, async (onProgress) => {
      onProgress({ verdict: waiting, elapsed: 0, looks: 1 });
      throw new Error("the wait failed");
    });
    await assert.rejects(wait, /the wait failed/);
    const count = lines.length;
    await clock.sleep(600_000);
    assert.equal(lines.length, count);
  });
});
