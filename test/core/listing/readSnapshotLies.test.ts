import assert from "node:assert/strict";
import fc from "fast-check";
import type { PageRequest } from "../../../provider/core/listing/page";
import { readSnapshot, type SnapshotOptions } from "../../../provider/core/listing/readSnapshot";
import { propertyRuns } from "../../support/propertyRuns";
import { seededRandom } from "../../support/seededRandom";
import { type Change, createChurningList, type Manners } from "../../support/tasks/churningList";

const BASE = Date.UTC(2026, 0, 1);
/** The vendor says that tasks are never removed. A retry may give a task a new creation time. */
const GROWTH: readonly Change[] = ["add", "state", "move"];

const manners: fc.Arbitrary<Manners> = fc.record({
  largestPage: fc.integer({ min: 4, max: 30 }),
  totals: fc.constantFrom("honest", "missing", "unfiltered"),
  ends: fc.constantFrom("inclusive", "ignored", "other"),
  echo: fc.constantFrom("honest", "none", "asked"),
  unstableTies: fc.boolean(),
  oldestFirst: fc.boolean(),
  gaps: fc.constantFrom(0, 0, 0.1, 0.3),
});
const history = fc.record({
  given: manners,
  size: fc.oneof(fc.nat(30), fc.nat(200)),
  pageSize: fc.integer({ min: 4, max: 30 }),
  spacing: fc.constantFrom(0.3, 1, 60_000),
  churn: fc.constantFrom(0, 0.1, 0.5, 1),
  changes: fc.constantFrom<readonly Change[]>(GROWTH, ["add", "state"]),
  state: fc.option(fc.constantFrom("running" as const, "finished" as const), { nil: undefined }),
  selection: fc.option(fc.tuple(fc.nat(1_000), fc.nat(1_000))),
  /** What a look needs: named tasks, or a number of the newest. */
  need: fc.oneof(
    fc.constant({}),
    fc.record({ named: fc.nat(220) }),
    fc.record({ newest: fc.integer({ min: 1, max: 40 }) }),
  ),
  seed: fc.integer(),
});
type Need = { named?: number; newest?: number };

/** Makes `enough` for a need, as a look does, and tells afterwards whether it ended the read. */
function enoughFor({ named, newest }: Need) {
  let ended = false;
  const enough: SnapshotOptions["enough"] = (seen) => {
    ended = newest === undefined ? seen.has(`dt-${named}`) : seen.size >= newest;
    return ended;
  };
  return { options: named === undefined && newest === undefined ? {} : { enough }, ended: () => ended };
}

describe("readSnapshot from a service that contradicts its requests", () => {
  it("returns each task that always matched exactly once, or rejects as unsettled", async function () {
    this.timeout(1_800_000);
    const sum = { windows: 0, numbered: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(history, async (run) => {
        const { given, size, pageSize, spacing, churn, changes, state, selection, seed } = run;
        const need: Need = run.need;
        const random = seededRandom(seed);
        const how = { ...given };
        // Without a total, no answer shows that a window hides tasks, and a short answer can't be told from the list's end.
        if (how.ends === "other" && how.totals === "missing") how.totals = "honest";
        if (how.totals === "missing") how.gaps = 0;
        if (how.totals === "missing" && how.echo !== "honest") how.largestPage = pageSize;
        // Nor does any answer show the wrong order if all tasks of its page share a moment.
        const apart = how.totals === "missing" && how.oldestFirst ? 60_000 : spacing;
        const span = Math.max(1, size * apart);
        const moment = () => BASE + Math.floor(random() * span);
        const list = createChurningList(Array.from({ length: size }, moment), how, random, churn, changes, moment);
        const [startTime = 0, end = Number.POSITIVE_INFINITY] = (selection ?? [])
          .map((part) => BASE + Math.floor((part / 1_000) * span))
          .sort((a, b) => a - b);
        // If the service compares a later time, no answer shows which tasks an endTime of the caller hides.
        const endTime = how.ends === "other" ? Number.POSITIVE_INFINITY : end;
        const isBetween = (at: number) => at >= startTime && at <= endTime;
        let numbered = false;
        const enough = enoughFor(need);
        const fetchPage = (request: PageRequest) => {
          numbered ||= request.currentPage === 1 && request.endTime === undefined && list.calls() > 1;
          return list.fetchPage(request, () => {});
        };
        const filters = {
          ...(state && { state }),
          ...(selection && { startTime, ...(endTime === end && { endTime }) }),
        };
        try {
          const { tasks } = await readSnapshot(fetchPage, {
            ...{ pageSize, ...filters, ...enough.options, operation: "List", region: "r" },
          });
          const found = new Set(tasks.map(({ taskId }) => taskId));
          assert.equal(found.size, tasks.length, "a task was returned twice");
          const always = (id: string) =>
            list.momentsOf(id).every(isBetween) && (state === undefined || [...list.statesOf(id)].join() === state);
          const missing = list.throughout().filter((id) => always(id) && !found.has(id));
          // A read that ended early may lack what nobody needed.
          const newest = Date.parse(tasks[0]?.gmtCreate ?? "");
          const isNewer = (id: string) => list.momentsOf(id).every((at) => at > newest);
          const isNeeded = (id: string) => !enough.ended() || id === `dt-${need.named}` || (need.newest && isNewer(id));
          assert.deepEqual(missing.filter(isNeeded), [], "tasks are missing");
          for (const { taskId, downloadStatus, gmtCreate } of tasks) {
            const at = Date.parse(gmtCreate);
            assert.ok(isBetween(at) && (state ?? downloadStatus) === downloadStatus, `${taskId} was not selected`);
            assert.ok(list.momentsOf(taskId).includes(at), `${taskId} was never created at ${gmtCreate}`);
            assert.ok(list.statesOf(taskId).has(downloadStatus), `${taskId} was never ${downloadStatus}`);
          }
          sum[numbered ? "numbered" : "windows"] += 1;
        } catch (error) {
          if ((error as { kind?: string }).kind !== "unsettled") throw error;
          assert.match((error as Error).message, /\d+ .*\d+/);
          sum.refused += 1;
        }
      }),
      propertyRuns(1_000, 10_000),
    );
    assert.ok(sum.refused < (sum.windows + sum.numbered) / 3, `${sum.refused} rejected`);
    console.log(`      ${sum.windows} lists read by windows, ${sum.numbered} by page numbers, ${sum.refused} rejected`);
  });
});
