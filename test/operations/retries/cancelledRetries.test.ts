import assert from "node:assert/strict";
import { retryingGate } from "../../support/sharing/retryingGate";
import { failedTask } from "../../support/tasks/failedTask";
import { emulatedService, type ServiceFault } from "../../support/wire/emulatedService";
import { OPEN } from "../../support/wire/outcomeRows";
import { refused } from "../../support/wire/scriptedService";

/**
 * Cancels a gate while its retry is on its way: each request takes 600 ms, so the retry leaves after 600 ms.
 * @param fault - what goes wrong with the first retry
 * @returns the end of the gate, and the milliseconds from Ctrl-C to it
 */
async function cancelled(
  fault: ServiceFault | undefined,
  { ids = ["dt-b"], at = 800, ...inputs }: { ids?: string[]; at?: number; timeout?: string } = {},
) {
  const service = emulatedService({
    tasks: ids.map((id) => failedTask(id)),
    latency: () => 600,
    faultOf: (action) => (action === "RetryDownloadTask" ? fault : undefined),
  });
  const cancel = new AbortController();
  const gate = retryingGate(service.connect(), { taskIds: ids, ...inputs }, cancel.signal);
  await service.clock.sleep(at);
  cancel.abort();
  const from = service.clock.now();
  const end = await gate;
  const after = service.clock.now() - from;
  await service.clock.sleep(60_000);
  return { ...end, after, retries: service.retries() };
}

describe("a cancelled gate", () => {
  it("sends no retry after Ctrl-C, whatever its look shows", async () => {
    const { kind, retries } = await cancelled(undefined, { at: 500 });
    assert.deepEqual([kind, retries], ["cancelled", []]);
  });

  it("gives the answer to a retry 1.5 seconds, and says that the retry may have been carried out", async () => {
    const { kind, text, error, after, retries } = await cancelled({ step: "stall" });
    assert.deepEqual(
      [kind, error?.outcome, error?.taskId, after, retries.length],
      ["cancelled", "open", "dt-b", 1_500, 1],
    );
    assert.match(
      text,
      /: cancelled after .*\. Last seen: dt-b failed, retry 1 of 2 sent \(outcome unknown\)\. The retry of dt-b may have been carried out\. The next run looks first$/,
    );
  });

  it("says that the retry may have been carried out if the answer within 1.5 seconds is not clear", async () => {
    const { text, after } = await cancelled({ step: OPEN["503 with a code"] ?? "stall" });
    assert.match(text, /The retry of dt-b may have been carried out/);
    assert.ok(after < 1_500);
  });

  it("says that the retry was sent if its answer arrives within 1.5 seconds", async () => {
    const { kind, text, error, after, retries } = await cancelled(undefined);
    assert.deepEqual([kind, error?.outcome, retries.map(({ done }) => done)], ["cancelled", undefined, [true]]);
    assert.match(text, /Last seen: dt-b failed, retry 1 of 2 sent\. Run this again to keep waiting$/);
    assert.ok(after < 1_500);
  });

  it("says that the retry was not sent if the answer within 1.5 seconds is that the service did nothing", async () => {
    const { kind, text, retries } = await cancelled({ step: refused(400, "Throttling.User"), undone: true });
    assert.deepEqual([kind, retries.length], ["cancelled", 1]);
    assert.match(text, /Last seen: dt-b failed, retry 1 of 2 not sent yet\. Run this again to keep waiting$/);
  });

  it("sends no retry of a second task after Ctrl-C", async () => {
    const { text, retries } = await cancelled({ step: "stall" }, { ids: ["dt-a", "dt-b"] });
    assert.equal(retries.length, 1);
    assert.match(text, new RegExp(`The retry of ${retries[0]?.taskId} may have been carried out`));
  });

  it("names the first of several retries that may have been carried out", async () => {
    const lost = { step: OPEN["a reset once the request was sent"] ?? "stall", undone: true };
    const { text, retries } = await cancelled(lost, { ids: ["dt-a", "dt-b", "dt-c"], at: 10_000 });
    assert.equal(retries.length, 3);
    assert.match(text, /The retries of dt-[abc] and 2 more may have been carried out/);
  });

  it("says it although the time-out of the gate passes in these 1.5 seconds", async () => {
    const { kind, text } = await cancelled({ step: "stall" }, { timeout: "2s" });
    assert.equal(kind, "cancelled");
    assert.match(text, /The retry of dt-b may have been carried out/);
  });
});
