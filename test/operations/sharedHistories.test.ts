import assert from "node:assert/strict";
import fc from "fast-check";
import { DbsError } from "../../provider/core/errors";
import type { TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import type { Caller } from "../../provider/operations/caller";
import { listTasks } from "../../provider/operations/listTasks";
import { listingConnection, type WireTask, wireTask } from "../support/listingConnection";
import { propertyRuns } from "../support/propertyRuns";
import { seededRandom } from "../support/seededRandom";
import {
  HISTORY,
  holds,
  type ListedTask,
  listAt,
  mayFail,
  randomCondition,
  randomLives,
  type TaskLife,
} from "../support/taskHistories";

const START = Date.UTC(2026, 0, 1);
/** Milliseconds: a call takes up to so long, and shows the list as it is halfway. */
const LATENCY = 400;

/** Milliseconds: a gate whose first answer is older than itself waits so long for others before it asks again, and may take theirs. */
const GATHERING = 250;

/** A call that was answered; times in milliseconds from the history's start. */
interface Answer {
  asked: number;
  answered: number;
  /** The filter of the call; gates send none. */
  state: string | undefined;
  list: ListedTask[];
}

/** When somebody comes, milliseconds from the start: often together with others, or within the second after them. */
const moment = fc.oneof(fc.constant(0), fc.nat(1_500), fc.constantFrom(60_000, 60_300, 61_000), fc.nat(HISTORY / 2));
const gate = fc.record({
  at: moment,
  condition: randomCondition,
  pollInterval: fc.constantFrom(15_000, 60_000),
  cancelledAfter: fc.option(fc.nat(HISTORY / 2), { nil: undefined }),
});
const read = fc.record({ at: moment, state: fc.constantFrom(undefined, undefined, "finished") });

/** A service whose calls take time and sometimes fail, and everything that it answered. */
function slowService(lives: readonly TaskLife[], seed: number, failures: number) {
  const answers: Answer[] = [];
  const random = seededRandom(seed);
  let seen: ListedTask[] = [];
  const { connection, clock } = listingConnection(() => {
    seen = listAt(lives, clock.now() - START);
    return seen.map(({ id, state }): WireTask => wireTask(id, state, START + Number(id.slice(3))));
  });
  const now = () => clock.now() - START;
  const call: typeof connection.call = async (action, parameters, parse, options) => {
    const asked = now();
    const half = (random() * LATENCY) / 2;
    await clock.sleep(half, options.signal);
    if (random() < failures) throw new DbsError("unavailable", "the service is away");
    const answer = await connection.call(action, parameters, parse, options);
    const list = seen;
    await clock.sleep(half, options.signal);
    answers.push({ asked, answered: now(), state: parameters.State, list });
    return answer;
  };
  const caller = { connect: () => ({ ...connection, random, call }), defaultRegion: async () => "cn-hangzhou" };
  return { caller: caller as unknown as Caller, clock, now, answers };
}

/** What became of a gate. */
interface End {
  began: number;
  ended: number;
  condition: TaskCondition;
  cancelledAfter: number | undefined;
  kind: string;
}

/** @throws AssertionError if the gate should have ended otherwise, by what the service answered while it waited */
function judgeEnd({ began, ended, condition, cancelledAfter, kind }: End, answers: readonly Answer[]): void {
  const own = answers.filter(({ asked, state }) => asked >= began && state === undefined);
  const showing = own.filter(({ answered, list }) => answered <= ended && holds(list, condition));
  const before = showing.filter(({ answered }) => answered < ended - GATHERING);
  assert.deepEqual(before, [], `stayed shut past a look at which it held: ${kind} at ${ended} ms`);
  const last = own.filter(({ answered }) => answered >= ended - GATHERING && answered <= ended);
  if (kind === "open") {
    assert.ok(showing.length > 0, "opened, and no look of its time shows why");
  } else if (kind === "cancelled") {
    assert.equal(ended - began, cancelledAfter);
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
          const { caller, clock, now, answers } = slowService(lives, seed, failures);
          const runGate = async ({ at, condition, pollInterval, cancelledAfter }: (typeof gates)[number]) => {
            await clock.sleep(at);
            const began = now();
            const cancel = new AbortController();
            if (cancelledAfter !== undefined) void clock.sleep(cancelledAfter).then(() => cancel.abort());
            const { taskIds } = condition;
            const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1", ...(taskIds && { taskIds }) };
            const kind = await awaitTasks({ selection, condition, timeout: HISTORY, pollInterval }, caller, {
              signal: cancel.signal,
              onProgress: () => {
                served += 1;
              },
            }).then(
              () => "open",
              (error) => error.kind as string,
            );
            return { began, ended: now(), condition, cancelledAfter, kind };
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
          for (const end of ended) {
            judgeEnd(end, answers);
            ends[end.kind] = (ends[end.kind] ?? 0) + 1;
          }
          for (const { list, state, ended: at } of got) {
            if (typeof list === "string") {
              assert.ok(list === "unavailable" && failures > 0, list);
              continue;
            }
            // A read may join a call that is under way, and takes no answer that came before it.
            const theirs = answers.filter((answer) => answer.answered === at && answer.state === state);
            const lists = theirs.map(({ list: all }) =>
              all.filter((task) => state === undefined || task.state === state),
            );
            assert.ok(
              lists.some((one) => JSON.stringify(one) === JSON.stringify(list)),
              "not what the service answered just then",
            );
          }
          asked += answers.length;
        },
      ),
      propertyRuns(200, 10_000),
    );
    assert.deepEqual(Object.keys(ends).sort(), ["cancelled", "open", "taskFailed", "taskNotFound", "timeout"]);
    assert.ok(asked < served * 0.9, `looks are shared: ${asked} calls for ${served} looks`);
  });
});
