import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { seededRandom } from "../support/seededRandom";
import { listingConnection } from "../support/sharing/listingConnection";
import { makeTrace, TRACE_SHAPES } from "../support/tasks/taskTraces";
import { testRuns } from "../support/testRuns";

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);
const POLL_INTERVAL = MINUTE;

/** Measures in simulated time how often waits for tasks of about this duration list them, and how late they end. */
async function measure(duration: number, runs: number, random: () => number) {
  const waits: { end: number; listings: number; delay: number }[] = [];
  for (const shape of TRACE_SHAPES) {
    for (const tasks of [1, 3, 50]) {
      for (let run = 0; run < runs; run++) {
        const trace = makeTrace(shape, duration, tasks, random);
        const { connection, asked, clock } = listingConnection(() => trace.listAt(clock.now() - START, START));
        const caller = { connect: () => ({ ...connection, random }) } as unknown as Caller;
        const { taskIds, end } = trace;
        await awaitTasks(
          {
            selection: { regionCode: "cn-hangzhou", instanceName: "rm-1", taskIds },
            condition: { require: "all", minTasks: 1, failOn: ["failed"], notFoundTimeout: 0, taskIds },
            timeout: 2 * duration,
            pollInterval: POLL_INTERVAL,
          },
          caller,
        );
        waits.push({ end, listings: asked.length, delay: clock.now() - START - end });
      }
    }
  }
  return waits;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);

describe("a wait for simulated tasks", function () {
  this.timeout(900_000);
  const random = seededRandom(7);
  for (const [name, duration, runs] of [
    ["a minute", MINUTE, testRuns(10, 200)],
    ["ten minutes", 10 * MINUTE, testRuns(8, 200)],
    ["an hour", 60 * MINUTE, testRuns(3, 40)],
    ["six hours", 360 * MINUTE, testRuns(1, 40)],
  ] as const) {
    it(`of about ${name} makes at most half the looks of a poll every 5 s, and ends soon after the tasks`, async () => {
      const waits = await measure(duration, runs, random);
      const ratio =
        sum(waits.map(({ listings }) => listings)) / sum(waits.map(({ end }) => Math.ceil(end / 5_000) + 1));
      const delay = median(waits.map((wait) => wait.delay));
      const part = median(waits.map((wait) => wait.delay / wait.end));
      const longest = Math.max(...waits.map((wait) => wait.delay));
      console.log(
        `      ${waits.length} waits: ${ratio.toFixed(2)} of the looks of a 5 s poll, median delay ${(delay / 1000).toFixed(1)} s (${(100 * part).toFixed(2)} %), longest ${(longest / 1000).toFixed(1)} s`,
      );
      assert.ok(ratio <= 0.5, `${ratio} of the looks of a 5 s poll`);
      assert.ok(duration > 10 * MINUTE ? part <= 0.02 : delay <= 5_000, `delay ${delay} ms, ${part}`);
      assert.ok(longest <= POLL_INTERVAL, `${longest} ms`);
    });
  }
});
