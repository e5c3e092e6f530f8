import assert from "node:assert/strict";
import fc from "fast-check";
import { readSnapshot } from "../../../provider/core/listing/readSnapshot";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";
import { type Change, createChurningList, type Manners } from "../../support/tasks/churningList";
import { testRuns } from "../../support/testRuns";

const BASE = Date.UTC(2026, 0, 1);

const manners: fc.Arbitrary<Manners> = fc.record({
  largestPage: fc.integer({ min: 10, max: 100 }),
  totals: fc.constantFrom("honest", "wrong", "missing"),
  ends: fc.constantFrom("inclusive", "exclusive", "seconds"),
  echo: fc.constantFrom("honest", "none", "asked"),
  unstableTies: fc.boolean(),
});
/** Changes that no window of time misses. A task that is added late with an old creation time can hide one that moved. */
const CHANGES: readonly (readonly Change[])[] = [
  ["addAnywhere", "add", "remove", "state"],
  ["add", "remove", "state", "move"],
];
const history = fc.record({
  manners,
  changes: fc.constantFrom(...CHANGES),
  size: fc.oneof(fc.nat(100), fc.nat(1_500)),
  /** Approximate milliseconds between creation times. Below 1, many tasks share one. */
  spacing: fc.constantFrom(0.05, 0.3, 1, 400, 60_000),
  pageSize: fc.integer({ min: 10, max: 100 }),
  churn: fc.constantFrom(0, 0.5, 1, 3),
  selection: fc.option(
    fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  ),
  seed: fc.integer(),
});

/** Returns the largest number of times that fall within one span of `unit` milliseconds. */
function densest(moments: readonly number[], unit: number): number {
  const counts = new Map<number, number>();
  for (const moment of moments) {
    const key = Math.floor(moment / unit);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

describe("readSnapshot on lists that change between any two answers", () => {
  it("returns each task that was always listed exactly once, and rejects only lists that can't be read", async function () {
    this.timeout(1_200_000);
    const cost = () => ({ calls: 0, ideal: 0 });
    const sum = { runs: 0, refused: {} as Record<string, number>, all: cost(), still: cost() };
    await fc.assert(
      fc.asyncProperty(history, async ({ manners: how, changes, size, spacing, pageSize, churn, selection, seed }) => {
        const random = seededRandom(seed);
        // A service that shortens pages but reports neither their size nor the total can't be told from one whose list
        // has ended.
        if (how.echo !== "honest" && how.totals !== "honest") how.largestPage = Math.max(how.largestPage, pageSize);
        // A filter that compares whole seconds is supported only if tasks are further apart. No source says that this
        // service has such a filter.
        const span = Math.max(1, size * (how.ends === "seconds" ? 60_000 : spacing));
        const moment = () => BASE + Math.floor(random() * span);
        const created = Array.from({ length: size }, moment);
        const moments = [...created];
        const anyMoment = () => {
          const at = random() < 0.7 ? BASE + Math.floor(span + random() * 10) : moment();
          moments.push(at);
          return at;
        };
        const list = createChurningList(created, how, random, churn, changes, anyMoment);
        const [startTime, endTime] =
          selection === null
            ? [0, Number.POSITIVE_INFINITY]
            : [...selection].sort((a, b) => a - b).map((part) => BASE + Math.floor(part * span));
        const isBetween = (at: number) => at >= (startTime as number) && at <= (endTime as number);
        const page = Math.min(pageSize, how.largestPage);
        try {
          const ends = selection === null ? {} : { startTime: startTime as number, endTime: endTime as number };
          const snapshot = await readSnapshot(list.fetchPage, {
            pageSize,
            ...ends,
            operation: "List",
            region: "r",
          });
          const ids = snapshot.tasks.map(({ taskId }) => taskId);
          const found = new Set(ids);
          assert.equal(found.size, ids.length, "a task was returned twice");
          assert.deepEqual(
            list.throughout().filter((id) => list.momentsOf(id).every(isBetween) && !found.has(id)),
            [],
            "tasks are missing",
          );
          for (const { taskId, downloadStatus, gmtCreate } of snapshot.tasks) {
            const at = Date.parse(gmtCreate);
            assert.ok(isBetween(at), `${taskId} was not selected`);
            assert.ok(list.momentsOf(taskId).includes(at), `${taskId} was never created at ${gmtCreate}`);
            assert.ok(list.statesOf(taskId).has(downloadStatus), `${taskId} was never ${downloadStatus}`);
          }
          // A read asks for one more second at both ends, in case the filter is coarser, and also returns those tasks.
          const near = (id: string) =>
            list.momentsOf(id).some((at) => at >= (startTime as number) - 1_000 && at <= (endTime as number) + 1_000);
          sum.runs += 1;
          const ideal = Math.max(1, Math.ceil(list.throughout().filter(near).length / page));
          for (const cost of churn === 0 && how.totals === "honest" ? [sum.still, sum.all] : [sum.all]) {
            cost.calls += list.calls();
            cost.ideal += ideal;
          }
        } catch (error) {
          if ((error as { kind?: string }).kind !== "unsettled") throw error;
          const most = densest(moments, how.ends === "seconds" ? 1000 : 1);
          const reason =
            most >= page
              ? "dense"
              : how.totals === "wrong"
                ? "miscounted"
                : page < pageSize && how.echo !== "honest"
                  ? "cut"
                  : "";
          sum.refused[reason] = (sum.refused[reason] ?? 0) + 1;
          assert.ok(reason, `rejected, although at most ${most} tasks share a moment: ${(error as Error).message}`);
        }
      }),
      propertyRuns(700, 10_000),
    );
    const [all, still] = [sum.all.calls / sum.all.ideal, sum.still.calls / sum.still.ideal];
    console.log(
      `      ${sum.runs} lists read, rejected: ${JSON.stringify(sum.refused)}, ` +
        `${all.toFixed(2)} times the ideal calls, ${still.toFixed(2)} times where nothing changed`,
    );
    // If the counts disagree, the top of the list is read again. The average of a few hundred histories varies more than
    // that of ten thousand.
    assert.ok(all <= testRuns(1.8, 1.6), `${all} times the ideal calls`);
    assert.ok(still <= testRuns(1.6, 1.4), `${still} times the ideal calls where nothing changed`);
  });
});
