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
/** Milliseconds: a call takes up to so long, and shows the list as it is halfway. */
const LATENCY = 4_000;

/** A call that was answered; times in milliseconds from the history's start. */
interface Answer {
  asked: number;
  answered: number;
  /** The filter of the call; gates send none. */
  state: string | undefined;
  /** Reads share nothing with gates; they are told apart by their retries. */
  ofGate: boolean;
  list: ListedTask[];
}

/** When somebody comes, milliseconds from the start: often together with others, or within the second after them. */
const moment = fc.oneof(fc.constant(0), fc.nat(1_500), fc.constantFrom(60_000, 60_300, 61_000), fc.nat(HISTORY / 2));
const gate = fc.record({
  at: moment,
  condition: randomCondition,
  pollInterval: fc.constantFrom(15_000, 60_000),
  timeout: fc.constantFrom(HISTORY, HISTORY, 0),
  cancelledAfter: fc.option(fc.nat(HISTORY / 2), { nil: undefined }),
});
const read = fc.record({ at: moment, state: fc.constantFrom(undefined, undefined, "finished") });

/** A service whose calls take time and sometimes fail, and everything that it answered. */
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

/** What became of a gate. */
interface End {
  began: number;
  ended: number;
  condition: TaskCondition;
  timeout: number;
  cancelledAfter: number | undefined;
  kind: string;
}

/** @throws AssertionError if the gate should have ended otherwise, by what the service answered while it waited */
function judgeEnd(
  { began, ended, condition, timeout, cancelledAfter, kind }: End,
  answers: readonly Answer[],
  calls: readonly Call[],
): void {
  const own = answers.filter(({ asked, ofGate }) => asked >= began && ofGate);
  const showing = own.filter(({ answered, list }) => answered <= ended && holds(list, condition));
  // What was asked in the very millisecond in which it began may have been answered by then. While another call was under
  // way the gate may have looked with that one.
  const isAlone = (at: number) => !calls.some((call) => call.ofGate && call.asked < at && call.ended > at);
  const before = showing.filter(({ asked, answered }) => asked > began && answered < ended && isAlone(answered));
  assert.deepEqual(before, [], `stayed shut past a look at which it held: ${kind} at ${ended} ms`);
  // What was answered while its own look was still under way serves a gate when that has failed.
  const last = own.filter(({ answered }) => answered >= ended - LATENCY && answered <= ended);
  if (kind === "open") {
    assert.ok(showing.length > 0, "opened, and no look of its time shows why");
  } else if (kind === "cancelled") {
    assert.equal(ended - began, cancelledAfter);
  } else if (kind === "timeout" && timeout === 0) {
    assert.ok(
      own.some(({ answered, list }) => answered <= ended && !holds(list, condition)),
      "gave up, and no look of its time shows why",
    );
  } else if (kind === "unavailable" && timeout === 0) {
    assert.ok(
      calls.some((call) => call.ended === ended),
      "failed, and no look did just then",
    );
  } else if (kind === "timeout") {
    assert.ok(ended - began >= HISTORY - 1_000, "gave up early");
  } else {
    const cause = last.some(({ list }) => mayFail(list, condition, kind, ended - began));
    assert.ok(cause, `${kind}, and nothing that makes it so`);
  }
}

describe("gates and reads that share a connection, over random histories of tasks", () => {
  it("each end by what the service said in their own time", async function () {
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
              "not what the service was asked in its time",
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
    assert.ok(asked < served * 0.9, `looks are shared: ${asked} calls for ${served} looks`);
  });
});
