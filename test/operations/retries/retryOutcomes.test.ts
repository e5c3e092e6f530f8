import assert from "node:assert/strict";
import { retryingGate } from "../../support/sharing/retryingGate";
import { failedTask } from "../../support/tasks/failedTask";
import { emulatedService, type ServiceFault } from "../../support/wire/emulatedService";
import { AGAIN, ONCE_MORE, OPEN, REFUSED } from "../../support/wire/outcomeRows";
import { refused, unsuccessful } from "../../support/wire/scriptedService";

const CANNOT_FIND = "DBS.DownloadTask.CannotFind";
/** Refusals of the operation itself, which say something about the task. */
const OF_TASK = ["DBS.DownloadTask.CannotFind with HTTP 200", "a refusal by the operation itself"];

/** An answer that is open for other operations. For a retry, its Success alone decides. */
const SUCCESS_ALONE = "a success of the wrong shape";

/**
 * Makes a service whose first requests to retry a task have these faults.
 * @param retryLag - seconds for which lists still show a retried task as failed
 */
function serving(faults: readonly ServiceFault[], retryLag = 0) {
  return emulatedService({
    tasks: [failedTask("dt-b")],
    rules: { retryLag },
    faultOf: (action, nth) => (action === "RetryDownloadTask" ? faults[nth - 1] : undefined),
  });
}

describe("a retry of a task", () => {
  for (const [what, step] of Object.entries(OPEN)) {
    it(`that was carried out is not sent again after ${what}, however long the list shows the failure`, async () => {
      const service = serving([{ step }], 90);
      const { kind } = await retryingGate(service.connect());
      assert.deepEqual([kind, service.retries().map(({ done }) => done)], ["open", [true]]);
    });

    it(`that was not carried out is sent again after ${what}, but only after two looks and two minutes`, async () => {
      const service = serving([{ step, undone: true }]);
      const { kind, rows } = await retryingGate(service.connect());
      const [first, second] = service.retries();
      assert.deepEqual([kind, service.retries().map(({ done }) => done)], ["open", [false, true]]);
      assert.ok(Number(second?.asked) - Number(first?.asked) >= 120_000);
      const sent = `dt-b failed, retry 1 of 2 sent${what === SUCCESS_ALONE ? "" : " (outcome unknown)"}`;
      assert.ok(rows.includes(sent), rows.join("\n"));
      assert.ok(rows.includes("dt-b failed, retry 2 of 2 sent"), rows.join("\n"));
    });
  }

  it("that may have been carried out counts, so it is not sent again beyond taskRetries", async () => {
    const lost: ServiceFault = { step: OPEN["503 with a code"] ?? "stall", undone: true };
    const service = serving([lost, lost, lost]);
    const { kind, text } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries().length], ["taskFailed", 2]);
    assert.match(text, /dt-b failed after 2 retries were sent, the last of which has an unknown outcome/);
  });

  it("whose outcome is open leads to a warning with the reason", async () => {
    const service = serving([{ step: refused(503, "ServiceUnavailable", "busy") }]);
    await retryingGate(service.connect());
    assert.deepEqual(service.warnings.length, 1);
    assert.match(
      service.warnings[0] ?? "",
      /^the retry of dt-b has no clear outcome yet: \[unavailable\] RetryDownloadTask in cn-hangzhou: HTTP 503 ServiceUnavailable: busy/,
    );
  });

  for (const [what, step] of Object.entries(ONCE_MORE)) {
    it(`is sent again at once after ${what}, and counts once`, async () => {
      const service = serving([{ step, undone: true }]);
      const { kind, rows } = await retryingGate(service.connect());
      assert.deepEqual([kind, service.retries().map(({ done }) => done)], ["open", [false, true]]);
      assert.equal(rows[0], "dt-b failed, retry 1 of 2 sent");
    });
  }

  for (const [what, step] of Object.entries(AGAIN)) {
    it(`is sent again after the next look, and does not count, after ${what}`, async () => {
      const fault = { step, undone: true };
      const service = serving([fault, fault]);
      const { kind, rows } = await retryingGate(service.connect(), { taskRetries: 1 });
      assert.deepEqual([kind, service.retries().map(({ done }) => done)], ["open", [false, false, true]]);
      assert.match(
        rows[0] ?? "",
        /^dt-b failed, retry 1 of 1 not sent yet; \[\w+\] dt-b failed and could not be retried: RetryDownloadTask in cn-hangzhou: /,
      );
      const order = service.served.map(({ action }) => (action === "RetryDownloadTask" ? "retry" : "look"));
      assert.deepEqual(order.slice(0, 6), ["look", "retry", "look", "retry", "look", "retry"]);
    });
  }

  for (const what of OF_TASK) {
    it(`is followed by a look after ${what}, which another program may have caused`, async () => {
      const service = serving([{ step: REFUSED[what] ?? "stall", undone: true }]);
      const caller = service.connect();
      const waiting = retryingGate(caller);
      await service.clock.sleep(1_000);
      // The other program's retry takes effect.
      service.store.retry("dt-b", 0);
      const { kind, rows } = await waiting;
      assert.deepEqual([kind, service.retries().length], ["open", 1]);
      assert.equal(rows[0], "dt-b failed, retry 1 of 2 refused");
      assert.match(service.warnings[0] ?? "", /^the retry of dt-b was refused, so another look follows: /);
    });
  }

  const ending = Object.entries(REFUSED).filter(([what]) => !OF_TASK.includes(what) && !what.includes("delay"));
  for (const [what, step] of ending) {
    it(`ends the wait after ${what}, with what came`, async () => {
      const service = serving(Array.from({ length: 9 }, () => ({ step, undone: true })));
      const { kind, text } = await retryingGate(service.connect());
      assert.ok(["denied", "arguments", "credentials", "protocol", "unavailable"].includes(kind), kind);
      assert.match(text, /^\[\w+\] dt-b failed and could not be retried: RetryDownloadTask in cn-hangzhou: /);
      assert.equal(service.retries().length, 1);
    });
  }

  it("that RAM denies names the action and the resource to allow", async () => {
    const service = serving([{ step: refused(403, "NoPermission", "Have no Permissions"), undone: true }]);
    const { kind, text } = await retryingGate(service.connect());
    assert.deepEqual([kind, service.retries().length], ["denied", 1]);
    assert.match(text, /\. Add a RAM policy that allows dbs:RetryDownloadTask on the resource "\*" in cn-hangzhou$/);
  });

  it("that is refused as often as allowed fails the wait", async () => {
    const fault = { step: unsuccessful(CANNOT_FIND, "Can not find download task."), undone: true };
    const service = serving([fault, fault]);
    const { kind, text } = await retryingGate(service.connect(), { taskRetries: 1 });
    assert.deepEqual([kind, service.retries().length], ["taskFailed", 1]);
    assert.match(text, /dt-b failed after 1 retry was sent, which was refused/);
  });
});
