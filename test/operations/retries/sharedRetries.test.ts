import assert from "node:assert/strict";
import { retryingGate } from "../../support/sharing/retryingGate";
import { failedTask } from "../../support/tasks/failedTask";
import { emulatedService } from "../../support/wire/emulatedService";
import { OPEN } from "../../support/wire/outcomeRows";

const kinds = (ends: readonly { kind: string }[]) => ends.map(({ kind }) => kind);
const FAILING = { running: 25, outcome: "failed" } as const;

describe("gates of one program that see the same failure", () => {
  for (const lag of [0, 90]) {
    it(`send one retry, and each counts it, if the list shows it after ${lag} s`, async () => {
      const service = emulatedService({ tasks: [failedTask("dt-b")], rules: { retryLag: lag }, latency: () => 300 });
      const caller = service.connect();
      const gates = Array.from({ length: 20 }, () => retryingGate(caller, { taskRetries: 1 }));
      // This gate looks at another list.
      gates.push(retryingGate(caller, { taskIds: undefined, backupSetId: "b-1", taskRetries: 1 }));
      const ends = await Promise.all(gates);
      assert.deepEqual(new Set(kinds(ends)), new Set(["open"]));
      assert.equal(service.retries().length, 1);
      assert.ok(ends.every(({ rows }) => rows.includes("dt-b failed, retry 1 of 1 sent")));
    });
  }

  it("send one retry of a task that they name with and without its cluster", async () => {
    const service = emulatedService({
      tasks: [failedTask("dt-b", undefined, { clusterName: "c-1" })],
      latency: () => 300,
    });
    const caller = service.connect();
    const ends = await Promise.all([{}, { clusterName: "c-1" }].map((inputs) => retryingGate(caller, inputs)));
    assert.deepEqual([kinds(ends), service.retries().length], [["open", "open"], 1]);
  });

  it("send as many retries together as one of them may send", async () => {
    const service = emulatedService({ tasks: [failedTask("dt-b", [FAILING, FAILING, FAILING])], latency: () => 300 });
    const caller = service.connect();
    const ends = await Promise.all([1, 2, 3].map(() => retryingGate(caller)));
    assert.deepEqual(kinds(ends), ["taskFailed", "taskFailed", "taskFailed"]);
    assert.equal(service.retries().length, 2);
  });

  it("do not retry a task because of an answer that was requested before the retry", async () => {
    const service = emulatedService({
      tasks: [failedTask("dt-b", [{ running: 600 }])],
      rules: { retryLag: 45 },
      // The second call is the look of the other list. Its answer shows the task as failed, and comes when the first
      // list has shown it running.
      latency: () => (service.served.length === 2 ? 60_000 : 100),
    });
    const caller = service.connect();
    const first = retryingGate(caller);
    const second = retryingGate(caller, { taskIds: undefined, backupSetId: "b-1" });
    assert.deepEqual(kinds(await Promise.all([first, second])), ["open", "open"]);
    assert.equal(service.retries().length, 1);
  });

  it("leave a retry whose outcome is open alone if the gate that sent it is cancelled", async () => {
    const service = emulatedService({
      tasks: [failedTask("dt-b", [{ running: 60 }])],
      rules: { retryLag: 30 },
      faultOf: (action) => (action === "RetryDownloadTask" ? { step: OPEN["a stalled answer"] ?? "stall" } : undefined),
    });
    const caller = service.connect();
    const cancel = new AbortController();
    const gates = [retryingGate(caller, {}, cancel.signal), retryingGate(caller)];
    await service.clock.sleep(1_000);
    cancel.abort();
    assert.deepEqual(kinds(await Promise.all(gates)), ["cancelled", "open"]);
    assert.equal(service.retries().length, 1);
  });
});

describe("two programs that see the same failure", () => {
  for (const [lag, apart] of [
    [0, 0],
    [90, 0],
    [90, 10_000],
  ] as const) {
    it(`have one retry accepted, ${apart} ms apart and with a list that lags by ${lag} s`, async () => {
      const service = emulatedService({
        tasks: [failedTask("dt-b", [{ running: 200 }])],
        rules: { retryLag: lag },
        latency: () => 300,
      });
      const first = retryingGate(service.connect());
      await service.clock.sleep(apart);
      const second = retryingGate(service.connect());
      assert.deepEqual(kinds(await Promise.all([first, second])), ["open", "open"]);
      assert.equal(service.retries().filter(({ done }) => done).length, 1);
      assert.ok(service.retries().length <= 2, `${service.retries().length} retries`);
    });
  }
});
