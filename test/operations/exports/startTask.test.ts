import assert from "node:assert/strict";
import { exportScene, stays } from "../../support/exports/exportScene";
import { makeExport } from "../../support/tasks/makeExport";

const OTHER = makeExport({ backupSetId: "b-2" });

describe("startTask", () => {
  it("starts an export if nothing is listed, and returns its id and its creation time with milliseconds", async () => {
    const { start, texts, sent, clock } = exportScene();
    const from = clock.now();
    const { gmtCreate, ...task } = await start();
    assert.deepEqual(task, { taskId: "dt-1", adopted: false, sentence: "started dt-1" });
    assert.ok(Date.parse(gmtCreate) > from && Date.parse(gmtCreate) < clock.now() && gmtCreate.endsWith("Z"));
    assert.deepEqual([texts, sent()], [["looking for an equal export", "starting the export"], 1]);
  });

  for (const [state, sentence] of [
    ["running", "adopted dt-1 (running 4/10 tables)"],
    ["queueing", "adopted dt-1 (queueing)"],
    ["failed", "adopted dt-1 (failed; a gate with taskRetries retries it)"],
  ] as const) {
    it(`adopts an equal task that is ${state}, and sends nothing`, async () => {
      const { start, somebody, sent } = exportScene();
      somebody(state);
      const { taskId, adopted, sentence: said } = await start();
      assert.deepEqual([taskId, adopted, said, sent()], ["dt-1", true, sentence, 0]);
    });
  }

  it("warns about the state of an adopted task that it does not know", async () => {
    const { start, somebody, warnings } = exportScene();
    somebody("pausing");
    assert.equal((await start()).taskId, "dt-1");
    assert.match(warnings.join(), /does not know the state "pausing"; the task counts as unfinished/);
  });

  it("starts another export beside a finished one with a warning, and adopts that one if it may", async () => {
    const { start, somebody, warnings } = exportScene();
    somebody("finished");
    assert.equal((await start({ adopt: "finished" })).sentence, "adopted dt-1 (finished)");
    assert.deepEqual(warnings, []);
    assert.equal((await start()).sentence, "started dt-2");
    assert.deepEqual(warnings, [
      'dt-1 of the same set is finished. This starts another export; adopt "finished" would take it',
    ]);
  });

  it("warns of a finished task that only may be equal, whether or not finished ones are adopted", async () => {
    for (const adopt of ["unfinished", "finished", "never"] as const) {
      const { start, somebody, warnings } = exportScene({ targetPath: "path" });
      somebody("finished");
      assert.equal((await start({ adopt })).sentence, "started dt-2");
      const text =
        "dt-1 (finished) may be the same export, but the list does not show its target.bucket. " +
        "This starts another export; adoptTaskId would take it";
      assert.deepEqual(warnings, adopt === "never" ? [] : [text]);
    }
  });

  it("tells an export of a backup set from one of a point in time", async () => {
    const { start, somebody } = exportScene();
    const { backupSetId: _, ...pitr } = makeExport({ pointInTime: 1_767_000_000_000 });
    somebody("finished");
    assert.equal((await start({ wanted: pitr, adopt: "finished" })).sentence, "started dt-2");
  });

  it("sends nothing if a task only may be equal, and says what to do", async () => {
    const { failure, somebody, sent } = exportScene({ targetPath: "path" });
    somebody("running");
    const { kind, taskId, message } = await failure({ wanted: makeExport({ useZstd: true }) });
    assert.deepEqual([kind, taskId, sent()], ["conflict", "dt-1", 0]);
    assert.match(
      message,
      /export of b-1 as csv to oss:\/\/bucket\/orders \(rm-1 in cn-hangzhou\) was not started by this run: dt-1 \(running 4\/10 tables\) may be the same export/,
    );
    assert.match(
      message,
      /does not show its target\.bucket, useZstd\. If it is the same, set adoptTaskId to "dt-1"\. If not, .*Wait until/,
    );
  });

  describe("refused because of another task", () => {
    it("names the task in the way and how far it is, after looking for 30 seconds", async () => {
      const { failure, somebody, sent, clock } = exportScene();
      somebody("running", OTHER);
      const from = clock.now();
      const { kind, taskId, code, requestId, message } = await failure();
      assert.deepEqual([kind, taskId, requestId, sent()], ["conflict", "dt-1", "r-no", 1]);
      assert.equal(code, "DBS.DownloadTask.OnlyOneRunningOrFailedTask");
      assert.match(
        message,
        /was not started by this run: dt-1 is in the way \(running 4\/10 tables\): an instance has one export at a time\. Wait/,
      );
      const seconds = (clock.now() - from) / 1000;
      assert.ok(seconds > 25 && seconds < 35, `${seconds} s`);
    });

    it("advises to retry a failed task that is in the way", async () => {
      const { failure, somebody } = exportScene();
      somebody("failed", OTHER);
      assert.match(
        (await failure()).message,
        /dt-1 is in the way \(failed\): a failed task blocks.*Retry it first, with taskRetries of a gate/,
      );
    });

    it("adopts an equal task that is listed late", async () => {
      const { start, somebody, sent } = exportScene({ listingLag: () => 20_000 });
      somebody("running");
      assert.deepEqual([(await start()).sentence, sent()], ["adopted dt-1 (running 4/10 tables)", 1]);
    });

    it("stops at a task that is listed late and only may be equal", async () => {
      const { failure, somebody, sent } = exportScene({ listingLag: () => 20_000, targetPath: "path" });
      somebody("running");
      assert.match((await failure()).message, /may be the same export, but the list does not show its target\.bucket/);
      assert.equal(sent(), 1);
    });

    it("sends it again when the task in the way has ended", async () => {
      const { start, somebody, sent } = exportScene();
      somebody("running", OTHER).phases = [
        ["running", 10_000],
        ["finished", Number.POSITIVE_INFINITY],
      ];
      assert.deepEqual([(await start()).sentence, sent()], ["started dt-2", 2]);
    });

    it("sends it again once if nothing was ever listed, and says so when it is refused again", async () => {
      const { failure, somebody, sent } = exportScene({ listingLag: () => 600_000 });
      somebody("running", OTHER);
      const { kind, taskId, message } = await failure();
      assert.deepEqual([kind, taskId, sent()], ["conflict", undefined, 2]);
      assert.match(message, /no task in the way is listed\. Run this again in a few minutes/);
    });

    it("says that the service has the export already if that one is never listed", async () => {
      const { failure, somebody } = exportScene({ listingLag: () => 600_000, sameJobRefused: 1e12 });
      somebody("finished");
      const { kind, taskId, message } = await failure();
      assert.deepEqual([kind, taskId], ["conflict", undefined]);
      assert.match(
        message,
        /was not started by this run: the service has this export already, but does not list it yet/,
      );
    });

    it("names the task that is listed after the second refusal", async () => {
      const { failure, somebody, sent, service } = exportScene({ listingLag: () => 600_000 });
      const other = somebody("running", OTHER);
      const { answer } = service;
      service.answer = (...args) => {
        if (sent() === 2) other.listedFrom = 0;
        return answer(...args);
      };
      const { taskId } = await failure();
      assert.deepEqual([taskId, sent()], ["dt-1", 2]);
    });

    it("says that a finished task of the same export can be adopted", async () => {
      const { failure, somebody, sent } = exportScene({ sameJobRefused: 1e12 });
      somebody("finished");
      const { kind, taskId, code, message } = await failure();
      assert.deepEqual([kind, taskId, code, sent()], ["conflict", "dt-1", "DBS.DownloadTask.JobAlreadyExist", 1]);
      assert.match(
        message,
        /dt-1 of the same export is finished\. To take it, set adopt: "finished"\. The service refused it with DBS/,
      );
    });

    it("says that a finished task that may be the same can be taken by its id", async () => {
      const { failure, somebody } = exportScene({ sameJobRefused: 1e12, targetPath: "path" });
      somebody("finished");
      assert.match(
        (await failure()).message,
        /dt-1 \(finished\) may be the same export, .*target\.bucket\. To take it, set adoptTaskId to "dt-1"/,
      );
    });

    it("says that an expired task of the same export is gone", async () => {
      const { failure, somebody } = exportScene({ sameJobRefused: 1e12 });
      somebody("expired");
      assert.match(
        (await failure()).message,
        /dt-1 of the same export is expired.*within some days\. Run this again later/,
      );
    });

    it("goes on looking if a look fails, and names the failure if all of them did", async () => {
      const down = { end: "503" } as const;
      const passing = exportScene({ looks: [undefined, ...Array(6).fill(down)] });
      passing.somebody("running", OTHER);
      assert.equal((await passing.failure()).taskId, "dt-1");
      const lasting = exportScene({ looks: [undefined, ...Array(500).fill(down)] });
      lasting.somebody("running", OTHER);
      const { kind, message } = await lasting.failure();
      assert.equal(kind, "conflict");
      assert.match(message, /the task in the way could not be looked for: .*ServiceUnavailable/);
      assert.equal(lasting.sent(), 1);
    });
  });

  it("throws the error of a refusal for any other reason, and of a look before anything is sent", async () => {
    const refused = exportScene();
    const { service } = refused;
    service.answer = () =>
      ({ Success: "false", Code: "Forbidden.RAM", Message: "no", ErrCode: "", RequestId: "r" }) as never;
    assert.deepEqual([(await refused.failure()).kind, refused.sent()], ["denied", 0]);
    const throttled = exportScene({ creations: Array(9).fill({ end: "throttled" }) });
    const { kind, outcome } = await throttled.failure();
    assert.deepEqual([kind, outcome, throttled.sent()], ["throttled", "notDone", 6]);
  });

  it("sends again what the service certainly did not carry out", async () => {
    const ends = ["refused connection", "throttled", "expired session"] as const;
    const { start, sent, service } = exportScene({ creations: ends.map((end) => ({ end })) });
    assert.equal((await start()).sentence, "started dt-1");
    assert.deepEqual([sent(), service.tasks.length], [4, 1]);
  });

  it("starts an export of its own with adopt never, if the service lets it", async () => {
    const { start, somebody } = exportScene({ blocking: ["failed"], life: stays("queueing") });
    somebody("running");
    assert.equal((await start({ adopt: "never" })).sentence, "started dt-2");
  });
});
