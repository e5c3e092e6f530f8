import assert from "node:assert/strict";
import { exportScene } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

/** A task in the way that is never listed while a test runs. */
const UNLISTED = { listingLag: () => 3_600_000 };
const OTHER = makeExport({ backupSetId: "b-2" });
const DOWN = { end: "503" } as const;
const ANSWERED = [undefined, undefined, undefined] as const;

describe("startTask, refused because of a task that is not listed,", () => {
  it("sends nothing again if the last look failed, although an earlier one succeeded", async () => {
    const { failure, somebody, sent } = exportScene({ ...UNLISTED, looks: [...ANSWERED, ...Array(500).fill(DOWN)] });
    somebody("running", OTHER);
    const { kind, message } = await failure();
    assert.deepEqual([kind, sent()], ["conflict", 1]);
    assert.match(message, /the task in the way could not be looked for: .*ServiceUnavailable/);
  });

  it("forgets a look that failed once a later one has succeeded, and sends the request again", async () => {
    const { failure, somebody, sent } = exportScene({ ...UNLISTED, looks: [undefined, ...Array(6).fill(DOWN)] });
    somebody("running", OTHER);
    assert.match((await failure()).message, /no task in the way is listed/);
    assert.equal(sent(), 2);
  });

  it("ends about 30 seconds after the refusal, although the look at the whole instance gets no answer", async () => {
    const stalled = { end: "stall" } as const;
    const scene = exportScene({ ...UNLISTED, looks: [undefined, undefined, ...Array(99).fill(stalled)] });
    scene.somebody("running", OTHER);
    const from = scene.clock.now();
    assert.equal((await scene.failure()).kind, "conflict");
    const seconds = (scene.clock.now() - from) / 1000;
    assert.ok(seconds >= 30 && seconds < 40, `${seconds} s`);
  });
});
