import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { exportScene } from "../../support/exports/exportScene";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";
import { hostileAnswers } from "../../support/wire/hostileAnswers";
import { OPEN, REFUSED } from "../../support/wire/outcomeRows";
import { KEYS, type ScriptedAnswer } from "../../support/wire/scriptedService";

type End = "stall" | ScriptedAnswer | TransportFailure;

const ODD_DATA = [undefined, null, 0, "", "dt-1", true, [], {}, [[{}]], { TaskId: {} }, { GmtCreate: 1 }];

describe("the answer to CreateDownload", () => {
  for (const [what, step] of Object.entries(OPEN)) {
    it(`is followed by looks and never by a second request if it is ${what}`, async () => {
      const end = step as End;
      const lost = exportScene({ creations: [{ end, undone: true }] });
      const { kind, outcome } = await lost.failure();
      assert.deepEqual([kind, outcome, lost.sent(), lost.service.tasks.length], ["unsettled", "open", 1, 0]);
      const done = exportScene({ creations: [{ end }], listingLag: () => 20_000 });
      assert.deepEqual([(await done.start()).sentence, done.sent(), done.service.tasks.length], ["started dt-1", 1, 1]);
    });
  }

  for (const [what, step] of Object.entries(REFUSED)) {
    if (what === "a refusal by the operation itself") continue;
    it(`is the error of the call, and says that nothing was started, if it is ${what}`, async () => {
      const scene = exportScene({ creations: [{ end: step as End, undone: true }] });
      const { kind, outcome } = await scene.failure();
      assert.notEqual(kind, "unsettled");
      assert.deepEqual([outcome, scene.sent()], ["notDone", 1]);
    });
  }

  it("counts as open if it is a success without a task", async () => {
    for (const Data of ODD_DATA) {
      const end = { body: { Success: "true", RequestId: "r-1", Data } };
      const { failure, sent } = exportScene({ creations: [{ end, undone: true }] });
      const { kind, requestId, message } = await failure();
      assert.deepEqual([kind, requestId, sent()], ["unsettled", "r-1", 1]);
      assert.match(message, /wrong shape, because Data (is not an object|holds no readable TaskId)/);
    }
  });

  it("is a task even if its creation time can't be read, which is then the time of the answer", async () => {
    for (const Data of [{ TaskId: "dt-1" }, { TaskId: "dt-1", GmtCreate: "soon" }]) {
      const end = { body: { Success: "true", RequestId: "r-1", Data } };
      const { start, sent, clock } = exportScene({ creations: [{ end }] });
      const from = clock.now();
      const { taskId, gmtCreate, adopted } = await start();
      assert.deepEqual([taskId, adopted, sent()], ["dt-1", false, 1]);
      assert.ok(Date.parse(gmtCreate) >= from && Date.parse(gmtCreate) <= clock.now(), gmtCreate);
    }
  });

  it("ends in a DbsError or a task, whatever it is, and shows no secret", async function () {
    this.timeout(600_000);
    const { numRuns, seed } = propertyRuns(40, 2_000);
    const secrets = Object.values(KEYS) as string[];
    for (let run = 0; run < numRuns; run += 1) {
      const random = seededRandom(seed + run);
      const next = hostileAnswers(random, { credentials: secrets, inputs: ["rm-1"], taskIds: ["dt-1"] });
      const scene = exportScene({ creations: Array.from({ length: 9 }, () => ({ end: next(), undone: true })) });
      const end = await scene.start().catch((error: unknown) => error);
      const text = DbsError.isInstance(end) ? end.message : (end as { sentence: string }).sentence;
      assert.equal(typeof text, "string", `run ${run} of seed ${seed}: ${end}`);
      assert.ok(!secrets.some((secret) => text.includes(secret)), `run ${run} of seed ${seed}: ${text}`);
      assert.doesNotMatch(text, /\p{Cc}/u);
    }
  });
});
