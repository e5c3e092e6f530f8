import assert from "node:assert/strict";
import fc from "fast-check";
import type { Caller } from "../../provider/connection/caller";
import { DbsError } from "../../provider/core/errors";
import type { TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { listTasks } from "../../provider/operations/listTasks";
import { propertyRuns } from "../support/propertyRuns";
import { seededRandom } from "../support/seededRandom";
import { wireTask } from "../support/sharing/listingConnection";
import { slowListing } from "../support/sharing/slowListing";
import {
  HISTORY,
  holds,
  type ListedTask,
  listAt,
  mayFail,
  randomCondition,
  randomLives,
  type TaskLife,
} from "../support/tasks/taskHistories";

const START = Date.UTC(2026, 0, 1);
/** Maximum duration of a call in milliseconds. The answer shows the list as it was halfway through the call. */
const LATENCY = 4_000;

/** A call that was answered. Times are in milliseconds since the start of the history. */
interface Answer {
  asked: number;
  answered: number;
  /** State filter of the call. Gates send none. */
  state: string | undefined;
  /** Whether a gate made the call. Gates and reads share no calls, and their numbers of retries differ. */
  ofGate: boolean;
  list: ListedTask[];
}

/**
 * Time at which a gate or read begins, in milliseconds from the start. Many of these times are equal or less than a
 * second apart.
 */
const moment = fc.oneof(fc.constant(0), fc.nat(1_500), fc.constantFrom(60_000, 60_300, 61_000), fc.nat(HISTORY / 2));
const gate = fc.record({
  at: moment,
  condition: randomCondition,
  pollInterval: fc.constantFrom(15_000, 60_000),
  timeout: fc.constantFrom(HISTORY, HISTORY, 0),
  cancelledAfter: fc.option(fc.nat(HISTORY / 2), { nil: undefined }),
});
const read = fc.record({ at: moment, state: fc.constantFrom(undefined, undefined, "finished") });

/** Creates a service whose calls take time and sometimes fail. It records its answers. */
function slowService(lives: readonly TaskLife[], seed: number, failures: number) {
  const random = seededRandom(seed);
  const { connection, clock, answers, calls } = slowListing(
    (now) => listAt(lives, now - START).map(({ id, state }) => wireTask(id, state, START + Number(id.slice(3)))),
    () => random() * LATENCY,
    () => (random() < failures ? new DbsError("unavailable", "the service is away") : undefined),
  );
  const caller = { connect: () => ({ ...connection, random }), defaultRegion: async () => "cn-hangzhou" };
  const made = () =>
    calls.map(({ asked, ended, maxRetries }) => ({
      asked: asked - START,
      ended: ended - START,
      ofGate: maxRetries > 0,
    }));
  const told = () =>
    answers.map(({ asked, answered, parameters, maxRetries, tasks }) => ({
      asked: asked - START,
      answered: answered - START,
      state: parameters.State,
      ofGate: maxRetries > 0,
      list: tasks.map(({ TaskId: id = "", DownloadStatus: state = "" }) => ({ id, state })),
    }));
  return { caller: caller as unknown as Caller, clock, now: () => clock.now() - START, told, made };
}

type Call = Pick<Answer, "asked" | "ofGate"> & { ended: number };

/** How a gate ended. */
interface End {
  began: number;
  ended: number;
  condition: TaskCondition;
  timeout: number;
  cancelledAfter: number | undefined;
  kind: string;
}

/**
 * Checks that a gate ended as it should, given what the service answered while the gate waited.
 * @throws AssertionError if the gate should have ended in another way
 */
function judgeEnd(
  { began, ended, condition, timeout, cancelledAfter, kind }: End,
  answers: readonly Answer[],
  calls: readonly Call[],
): void {
  const own = answers.filter(({ asked, ofGate }) => asked >= began && ofGate);
  const showing = own.filter(({ answered, list }) => answered <= ended && holds(list, condition));
  // A call made in the gate's first millisecond may have been made before the gate began. While another call was under
  // way, the gate may have shared that one.
  const isAlone = (at: number) => !calls.some((call) => call.ofGate && call.asked < at && call.ended > at);
  const before = showing.filter(({ asked, answered }) => asked > began && answered < ended && isAlone(answered));
  assert.deepEqual(before, [], `stayed shut although a look showed that its condition holds: ${kind} at ${ended} ms`);
  // If the gate's own look failed, the gate may use an answer that another look got in the meantime.
  const last = own.filter(({ answered }) => answered >= ended - LATENCY && answered <= ended);
  if (kind === "open") {
    assert.ok(showing.length > 0, "opened, but no look during its wait shows why");
  } else if (kind === "cancelled") {
    assert.equal(ended - began, cancelledAfter);
  } else if (kind === "timeout" && timeout === 0) {
    assert.ok(
      own.some(({ answered, list }) => answered <= ended && !holds(list, condition)),
      "gave up, but no look during its wait shows why",
    );
  } else if (kind === "unavailable" && timeout === 0) {
    assert.ok(
      calls.some((call) => call.ended === ended),
      "failed, but no look ended at that moment",
    );
  } else if (kind === "timeout") {
    assert.ok(ended - began >= HISTORY - 1_000, "gave up early");
  } else {
    const cause = last.some(({ list }) => mayFail(list, condition, kind, ended - began));
    assert.ok(cause, `ended with ${kind}, but no answer explains it`);
  }
}

describe("gates and reads that share a connection", () => {
  it("end only on answers to requests made after they began, over random histories of tasks", async function () {
    this.timeout(600_000);
    const ends: Record<string, number> = {};
    let asked = 0;
    let served = 0;
    await fc.assert(
      fc.asyncProperty(
        randomLives,
        fc.array(gate, { minLength: 1, maxLength: 5 }),
        fc.array(read, { maxLength: 4 }),
        fc.nat(),
        fc.constantFrom(0, 0.2),
        async (lives, gates, reads, seed, failures) => {
          const { caller, clock, now, told, made } = slowService(lives, seed, failures);
          const runGate = async ({ at, condition, pollInterval, timeout, cancelledAfter }: (typeof gates)[number]) => {
            await clock.sleep(at);
            const began = now();
            const cancel = new AbortController();
            if (cancelledAfter !== undefined) void clock.sleep(cancelledAfter).then(() => cancel.abort());
            const { taskIds } = condition;
            const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1", ...(taskIds && { taskIds }) };
            const kind = await awaitTasks({ selection, condition, timeout, pollInterval }, caller, {
              signal: cancel.signal,
              onProgress: () => {
                served += 1;
              },
            }).then(
              () => "open",
              (error) => error.kind as string,
            );
            return { began, ended: now(), condition, timeout, cancelledAfter, kind };
          };
          const runRead = async ({ at, state }: (typeof reads)[number]) => {
            await clock.sleep(at);
            const began = now();
            const list = await listTasks({ instanceName: "rm-1", ...(state && { state }), maxRetries: 0 }, caller).then(
              ({ tasks }) => tasks.map(({ taskId, downloadStatus }) => ({ id: taskId, state: downloadStatus })),
              (error) => error.kind as string,
            );
            return { began, ended: now(), state, list };
          };
          const [ended, got] = await Promise.all([Promise.all(gates.map(runGate)), Promise.all(reads.map(runRead))]);
          const answers = told();
          const calls = made();
          for (const end of ended) {
            judgeEnd(end, answers, calls);
            ends[end.kind] = (ends[end.kind] ?? 0) + 1;
          }
          for (const { list, state, began, ended: at } of got) {
            if (typeof list === "string") {
              assert.ok(list === "unavailable" && failures > 0, list);
              continue;
            }
            const theirs = answers.filter(
              ({ asked: since, answered, ofGate, state: filter }) =>
                !ofGate && since >= began && answered === at && filter === state,
            );
            const lists = theirs.map(({ list: all }) =>
              all.filter((task) => state === undefined || task.state === state),
            );
            assert.ok(
              lists.some((one) => JSON.stringify(one) === JSON.stringify(list)),
              "no answer to a request from the time of the read holds this list",
            );
          }
          asked += answers.length;
        },
      ),
      propertyRuns(200, 10_000),
    );
    assert.deepEqual(Object.keys(ends).sort(), [
      "cancelled",
      "open",
      "taskFailed",
      "taskNotFound",
      "timeout",
      "unavailable",
    ]);
    assert.ok(asked < served * 0.9, `too few looks are shared: ${asked} calls for ${served} looks`);
  });
});
