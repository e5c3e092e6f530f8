import assert from "node:assert/strict";
import fc from "fast-check";
import type { EmulatedTask } from "../../../sdk/emulator/scenario";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";
import { type GateEnd, retryingGate } from "../../support/sharing/retryingGate";
import { emulatedService, type ServedRequest, type ServiceFault } from "../../support/wire/emulatedService";
import { AGAIN, OPEN, REFUSED } from "../../support/wire/outcomeRows";
import { unsuccessful } from "../../support/wire/scriptedService";

/** Longest time that a list may show a task as failed after a retry, in milliseconds. */
const LAG = 120_000;
const IDS = ["dt-0", "dt-1"];

const life = fc.record({
  queueing: fc.constantFrom(0, 0, 40),
  running: fc.constantFrom(0, 5, 60, 300),
  outcome: fc.constantFrom("finished" as const, "failed" as const, "failed" as const),
});
const task = fc.record({ first: life, retries: fc.array(life, { maxLength: 5 }) });
const gate = fc.record({
  process: fc.nat(1),
  at: fc.constantFrom(0, 0, 500, 20_000, 200_000),
  taskIds: fc.subarray(IDS, { minLength: 1 }),
  require: fc.constantFrom("all" as const, "any" as const, "latest" as const),
  taskRetries: fc.integer({ min: 1, max: 3 }),
  cancelledAfter: fc.constantFrom(undefined, undefined, undefined, 1_000, 100_000),
});
const open = fc.constantFrom(...Object.values(OPEN));
const fault: fc.Arbitrary<ServiceFault | undefined> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  fc.record({ step: open, undone: fc.boolean() }),
  fc.constantFrom(...Object.values(AGAIN)).map((step) => ({ step, undone: true })),
  fc.constant({ step: unsuccessful("DBS.DownloadTask.CannotFind"), undone: true }),
  fc.constant({ step: REFUSED["403 NoPermission"] ?? "stall", undone: true }),
);

/** Tells whether a request to retry a task may have been carried out, by what its process was told. */
function mayBeDone({ done, fault: met }: ServedRequest): boolean {
  return done || (met !== undefined && Object.values(OPEN).includes(met.step));
}

/**
 * Checks the requests that one process sent about one task.
 * @throws AssertionError if a retry went out that should not
 */
function checkProcess(served: readonly ServedRequest[], id: string): void {
  const retries = served.filter(({ action, taskId }) => action === "RetryDownloadTask" && taskId === id);
  const looks = served.filter(({ states, answered }) => states[id] !== undefined && answered !== undefined);
  let before: ServedRequest | undefined;
  for (const retry of retries) {
    const known = looks.filter(({ answered = 0 }) => answered <= retry.asked);
    const newest = known.reduce((one, other) => (other.asked > one.asked ? other : one), known[0] as ServedRequest);
    assert.equal(newest?.states[id], "failed", "a retry was sent although the newest look shows another state");
    if (before !== undefined && mayBeDone(before)) {
      const { asked, ended = asked } = before;
      const since = known.filter((look) => look.asked > ended);
      const left = since.some(({ states }) => states[id] !== "failed");
      const stayed = since.length >= 2 && retry.asked - asked >= LAG;
      assert.ok(left || stayed, "a retry was sent again before a look told what became of the last one");
    }
    before = retry;
  }
}

describe("retries over random histories of tasks, faults and gates", () => {
  it("follow a look that shows the failure, go out once for each, and never more often than allowed", async function () {
    this.timeout(1_800_000);
    const ends: Record<string, number> = {};
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(task, { minLength: 2, maxLength: 2 }),
        fc.array(gate, { minLength: 1, maxLength: 4 }),
        fc.array(fault, { maxLength: 8 }),
        fc.constantFrom(0, 30, 90),
        fc.constantFrom(0, 2_000),
        fc.nat(),
        async (lives, gates, faults, retryLag, latency, seed) => {
          const random = seededRandom(seed);
          const tasks: EmulatedTask[] = lives.map(({ first, retries }, at) => ({
            taskId: `dt-${at}`,
            instanceName: "rm-1",
            createdIn: -at,
            ...first,
            retries,
          }));
          const outsider = { taskId: "dt-9", instanceName: "rm-1", createdIn: -99, outcome: "failed" as const };
          const service = emulatedService({
            tasks: [...tasks, outsider],
            rules: { retryLag },
            random,
            latency: () => latency * random(),
            faultOf: (action, nth) => (action === "RetryDownloadTask" ? faults[nth - 1] : undefined),
          });
          const callers = [service.connect(), service.connect()];
          const run = async ({ process, at, cancelledAfter, ...inputs }: (typeof gates)[number]): Promise<GateEnd> => {
            await service.clock.sleep(at);
            const cancel = new AbortController();
            if (cancelledAfter !== undefined) void service.clock.sleep(cancelledAfter).then(() => cancel.abort());
            return await retryingGate(callers[process] as (typeof callers)[number], inputs, cancel.signal);
          };
          const ended = await Promise.all(gates.map(run));
          for (const process of [0, 1]) {
            const served = service.served.filter((request) => request.process === process);
            for (const id of IDS) {
              checkProcess(served, id);
              const allowed = gates
                .filter((each) => each.process === process && each.taskIds.includes(id))
                .reduce((sum, { taskRetries }) => sum + taskRetries, 0);
              const counted = served.filter((request) => request.taskId === id && mayBeDone(request)).length;
              assert.ok(counted <= allowed, `${counted} retries of ${id}, but ${allowed} allowed`);
            }
          }
          assert.ok(
            service.retries().every(({ taskId }) => taskId !== "dt-9"),
            "retried a task that was not given",
          );
          for (const { kind } of ended) ends[kind] = (ends[kind] ?? 0) + 1;
          sent += service.retries().length;
        },
      ),
      propertyRuns(300, 10_000),
    );
    console.log(`      ${sent} retries; ${JSON.stringify(ends)}`);
    assert.deepEqual(
      ["open", "taskFailed", "cancelled", "denied"].filter((kind) => ends[kind] === undefined),
      [],
      "the histories must reach every end",
    );
  });

  it("bring every task to its end that succeeds within taskRetries, with one accepted retry for each failure", async function () {
    this.timeout(1_800_000);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(0, 5, 60, 300), { maxLength: 3 }),
        fc.constantFrom(0, 90),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 2 }),
        fc.boolean(),
        async (failures, retryLag, gates, processes, isSlow) => {
          const again = failures.map((running) => ({ running, outcome: "failed" as const }));
          const service = emulatedService({
            tasks: [
              {
                taskId: "dt-b",
                instanceName: "rm-1",
                createdIn: -60,
                outcome: "failed",
                retries: [...again, { running: 60 }],
              },
            ],
            rules: { retryLag },
            latency: () => (isSlow ? 700 : 0),
          });
          const callers = Array.from({ length: processes }, () => service.connect());
          const waits = callers.flatMap((caller) =>
            Array.from({ length: gates }, () => retryingGate(caller, { taskRetries: 9, timeout: "3h" })),
          );
          const ends = await Promise.all(waits);
          assert.deepEqual([...new Set(ends.map(({ kind }) => kind))], ["open"]);
          assert.equal(service.retries().filter(({ done }) => done).length, failures.length + 1);
        },
      ),
      propertyRuns(100, 5_000),
    );
  });
});
