import assert from "node:assert/strict";
import fc from "fast-check";
import type { GateRequest, TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import type { Caller } from "../../provider/operations/caller";
import { listingConnection, type WireTask, wireTask } from "../support/listingConnection";
import { propertyRuns } from "../support/propertyRuns";

const START = Date.UTC(2026, 0, 1);
const TIMEOUT = 3_600_000;
const IDS = ["dt-0", "dt-1", "dt-2", "dt-3"];

/** A task's life: when it is listed, and which states it has from when on, milliseconds from the start of the wait. */
interface Life {
  listed: number;
  changes: { at: number; state: string }[];
}

const state = fc.constantFrom(
  "initializing",
  "queueing",
  "running",
  "finished",
  "finished",
  "failed",
  "expired",
  "paused",
);
const life: fc.Arbitrary<Life> = fc.record({
  listed: fc.oneof(fc.constant(0), fc.nat(600_000)),
  changes: fc
    .array(fc.record({ at: fc.nat(TIMEOUT), state }), { minLength: 1, maxLength: 4 })
    .map((changes) => changes.sort((a, b) => a.at - b.at)),
});
const condition: fc.Arbitrary<TaskCondition> = fc.record({
  require: fc.constantFrom("latest" as const, "all" as const, "any" as const),
  minTasks: fc.integer({ min: 1, max: 3 }),
  failOn: fc.constantFrom<TaskCondition["failOn"]>(["failed", "expired"], [], ["failed"], ["expired"]),
  notFoundTimeout: fc.constantFrom(0, 300_000, TIMEOUT * 2),
});
const named = fc.option(fc.subarray(IDS, { minLength: 1 }), { nil: undefined });

/** The list at a moment, newest first. */
function listAt(lives: readonly Life[], at: number): { id: string; state: string }[] {
  return lives
    .map(({ listed, changes }, index) => ({
      id: `dt-${index}`,
      listed,
      state: changes.findLast((change) => change.at <= at)?.state ?? "initializing",
    }))
    .filter((task) => task.listed <= at)
    .reverse();
}

/** What the README says of a condition, written down a second time and in other words. */
function holds(
  list: { id: string; state: string }[],
  { require, minTasks }: TaskCondition,
  ids: string[] | undefined,
): boolean {
  const chosen = ids === undefined ? list : list.filter(({ id }) => ids.includes(id));
  const finished = (tasks: typeof list) => tasks.length > 0 && tasks.every((task) => task.state === "finished");
  if (chosen.length < minTasks) return false;
  if (require === "any") return chosen.some((task) => task.state === "finished");
  if (ids !== undefined && chosen.length < ids.length) return false;
  return finished(require === "latest" ? chosen.slice(0, 1) : chosen);
}

describe("a gate, over random histories of tasks", () => {
  it("opens at the first look at which its condition holds, and ends red only for what fails it", async function () {
    this.timeout(600_000);
    const ends: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(fc.array(life, { maxLength: 4 }), condition, named, async (lives, wanted, taskIds) => {
        const looks: { id: string; state: string }[][] = [];
        const { connection, clock } = listingConnection(() => {
          const list = listAt(lives, clock.now() - START);
          looks.push(list);
          return list.map(({ id, state: word }): WireTask => wireTask(id, word, START + Number(id.slice(3))));
        });
        const caller = { connect: () => connection } as unknown as Caller;
        const ids = taskIds === undefined || taskIds.length < wanted.minTasks ? undefined : taskIds;
        const request: GateRequest = {
          selection: { regionCode: "cn-hangzhou", instanceName: "rm-1", ...(ids && { taskIds: ids }) },
          condition: { ...wanted, ...(ids && { taskIds: ids }) },
          timeout: TIMEOUT,
          pollInterval: 60_000,
        };
        const held = () => looks.map((list) => holds(list, wanted, ids));
        const fails = (task: { state: string }) => wanted.failOn.some((word) => word === task.state);
        let end: string;
        try {
          await awaitTasks(request, caller);
          end = "open";
          assert.equal(
            held().indexOf(true),
            looks.length - 1,
            "opened at the first look at which it held, and not before",
          );
        } catch (error) {
          end = (error as { kind: string }).kind;
          assert.ok(!held().includes(true), `stayed shut past a look at which it held: ${end}`);
          const last = looks.at(-1) ?? [];
          const chosen = ids === undefined ? last : last.filter(({ id }) => ids.includes(id));
          const { require } = wanted;
          if (end === "taskFailed") {
            const failing =
              require === "any"
                ? chosen.every(fails)
                : (require === "latest" ? chosen.slice(0, 1) : chosen).some(fails);
            assert.ok(chosen.length > 0 && failing, "nothing that fails it");
          } else if (end === "taskNotFound") {
            assert.ok(ids !== undefined && chosen.length < ids.length, "nothing is missing");
            assert.ok(clock.now() - START >= wanted.notFoundTimeout, "missing, and not for long enough");
          } else {
            assert.equal(end, "timeout");
            // The last look falls a second before the deadline.
            assert.ok(clock.now() - START >= TIMEOUT - 1_000, "gave up early");
          }
        }
        ends[end] = (ends[end] ?? 0) + 1;
      }),
      propertyRuns(300, 20_000),
    );
    assert.deepEqual(Object.keys(ends).sort(), ["open", "taskFailed", "taskNotFound", "timeout"], JSON.stringify(ends));
  });
});
