import assert from "node:assert/strict";
import fc from "fast-check";
import type { Caller, Connection } from "../../provider/connection/caller";
import { createLooksByList } from "../../provider/connection/looksByList";
import { createProcessMemory } from "../../provider/connection/processMemory";
import type { DbsError } from "../../provider/core/errors";
import type { DownloadTaskDetails, TaskState } from "../../provider/core/listing/task";
import { listTasks } from "../../provider/operations/listTasks";
import type { Operation } from "../../provider/wire/rpc/operation";
import { createRetryQuota } from "../../provider/wire/rpc/retryQuota";
import { createFakeClock } from "../support/fakeClock";
import { propertyRuns } from "../support/propertyRuns";
import { seededRandom } from "../support/seededRandom";
import { type Change, type ChurningList, createChurningList, type Manners } from "../support/tasks/churningList";

const BASE = Date.UTC(2026, 0, 1);
const SPACING = 60_000;
/** Without a state filter, no change can hide a task. With one, the list of the instance must only grow. */
const changesFor = (state?: string): readonly Change[] =>
  state === undefined ? ["addAnywhere", "remove", "state"] : ["add", "state", "move"];
const STATES = ["running", "finished", "failed"] as const;

const manners: fc.Arbitrary<Manners> = fc.record({
  largestPage: fc.integer({ min: 10, max: 100 }),
  totals: fc.constantFrom("honest", "wrong", "missing"),
  ends: fc.constantFrom("inclusive", "exclusive"),
  echo: fc.constant("honest"),
  unstableTies: fc.boolean(),
});
const history = fc.record({
  how: manners,
  size: fc.nat(600),
  pageSize: fc.integer({ min: 10, max: 100 }),
  churn: fc.constantFrom(0, 0.5, 1, 3),
  state: fc.option(fc.constantFrom(...STATES), { nil: undefined }),
  backupSetId: fc.option(fc.constantFrom("b-0", "b-1"), { nil: undefined }),
  orderDirect: fc.constantFrom("asc" as const, "desc" as const),
  ends: fc.option(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { nil: undefined }),
  seed: fc.integer(),
});

/** Creates a connection to a list that changes between any two answers. */
function connectionTo(list: ChurningList): Connection {
  const clock = createFakeClock();
  return {
    clock,
    looks: createLooksByList(clock),
    lookQuota: createRetryQuota(),
    ...createProcessMemory(),
    random: () => 0.5,
    log: { debug: () => {}, warning: () => {} },
    call: async <I, T>(operation: Operation<I, T>, input: I) => {
      const parameters = operation.parameters(input);
      const { CurrentPage, PageSize, OrderDirect, StartTime, EndTime, State, BackupSetId } = parameters;
      const page = await list.answer(
        {
          currentPage: Number(CurrentPage),
          pageSize: Number(PageSize),
          orderDirect: OrderDirect as "asc" | "desc",
          ...(StartTime === undefined ? {} : { startTime: Number(StartTime) }),
          ...(EndTime === undefined ? {} : { endTime: Number(EndTime) }),
          ...(State === undefined ? {} : { state: State as TaskState }),
        },
        ({ id }) => BackupSetId === undefined || backupSetOf(id) === BackupSetId,
      );
      // The page is already parsed, because this test is about what is requested and not about the wire format.
      return page as T;
    },
  };
}

/** Returns the backup set of a task. Tasks alternate between two backup sets. */
function backupSetOf(id: string): string {
  return `b-${Number(id.slice(3)) % 2}`;
}

describe("a list that changes while it is read with filters and in both orders", () => {
  it("contains each task that always matched once and none that never did, in the requested order", async function () {
    this.timeout(600_000);
    let read = 0;
    let restless = 0;
    const runs = propertyRuns(300, 10_000);
    await fc.assert(
      fc.asyncProperty(history, async ({ how, size, pageSize, churn, state, backupSetId, orderDirect, ends, seed }) => {
        const random = seededRandom(seed);
        const moment = () => BASE + Math.floor(random() * size * SPACING);
        const list = createChurningList(
          Array.from({ length: size }, moment),
          how,
          random,
          churn,
          changesFor(state),
          moment,
        );
        const [startTime, endTime] = (ends ?? [])
          .map((part) => BASE + Math.floor((part / 1_000) * size * SPACING))
          .sort((a, b) => a - b);
        const caller: Caller = { defaultRegion: async () => "cn-hangzhou", connect: () => connectionTo(list) };
        const args = { instanceName: "rm-1", state, backupSetId, orderDirect, pageSize, startTime, endTime };
        let tasks: DownloadTaskDetails[];
        try {
          ({ tasks } = await listTasks(args, caller));
        } catch (error) {
          assert.equal((error as DbsError).kind, "unsettled", (error as Error).message);
          // A count that is too high can't be told from an answer that lacks tasks. With a state filter, a list that
          // changes several times between any two answers may not settle in five passes.
          assert.ok(how.totals === "wrong" || state !== undefined, (error as Error).message);
          if (how.totals !== "wrong") restless += 1;
          return;
        }

        // startTime counts from the beginning of its second.
        const from = Math.floor((startTime ?? 0) / 1_000) * 1_000;
        const isBetween = (at: number) => at >= from && at <= (endTime ?? Number.POSITIVE_INFINITY);
        const isOfSet = (id: string) => backupSetId === undefined || backupSetOf(id) === backupSetId;
        const chosen = (id: string) => isOfSet(id) && list.momentsOf(id).every(isBetween);
        const matchedThroughout = list
          .throughout()
          .filter((id) => chosen(id) && (state === undefined || [...list.statesOf(id)].join() === state));
        const found = new Set(tasks.map(({ taskId }) => taskId));
        assert.equal(found.size, tasks.length, "a task is listed twice");
        assert.deepEqual(
          matchedThroughout.filter((id) => !found.has(id)),
          [],
          "tasks that matched throughout are missing",
        );
        for (const { taskId, downloadStatus, gmtCreate } of tasks) {
          assert.ok(isOfSet(taskId) && isBetween(Date.parse(gmtCreate)), `${taskId} was not selected`);
          assert.ok(list.statesOf(taskId).has(downloadStatus), `${taskId} was never ${downloadStatus}`);
          assert.ok(state === undefined || downloadStatus === state, `${taskId} is ${downloadStatus}`);
        }
        const times = tasks.map(({ gmtCreate }) => gmtCreate);
        const sorted = [...times].sort((a, b) => (orderDirect === "asc" ? 1 : -1) * a.localeCompare(b));
        assert.deepEqual(times, sorted, "the order is not the requested one");
        read += tasks.length;
      }),
      runs,
    );
    assert.ok(read > 0);
    assert.ok(restless <= runs.numRuns / 100, `${restless} of ${runs.numRuns} lists did not settle`);
  });
});
