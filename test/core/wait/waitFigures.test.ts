import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDuration } from "../../../provider/core/arguments/duration";
import { nextPause } from "../../../provider/core/wait/schedule";
import { seededRandom } from "../../support/seededRandom";

const page = readFileSync(join(__dirname, "../../../docs/gate.md"), "utf8");
const [, cost = ""] = page.split("\n## What a wait costs\n");

/** Returns the milliseconds of a duration in words, such as `6 hours`. */
function milliseconds(words: string): number {
  const [count, unit = ""] = words.split(" ");
  return parseDuration(`${count}${unit[0]}`) as number;
}

/** Simulates waits that end at their time-out, without table counts. Returns their numbers of looks, the fewest first. */
function looksOf(timeout: number, pollInterval: number): number[] {
  const random = seededRandom(1);
  const waits = Array.from({ length: 2_000 }, () => {
    let looks = 1;
    let elapsed = 0;
    for (;;) {
      const pause = nextPause({ elapsed, timeout, pollInterval }, random());
      if (pause === undefined) return looks;
      elapsed += pause;
      looks += 1;
    }
  });
  return waits.sort((a, b) => a - b);
}

/** Fails if a documented number is not the median of simulated waits. */
function assertMedian(documented: string, looks: number[]): void {
  const median = looks[looks.length / 2] as number;
  assert.ok(Math.abs(Number(documented) - median) <= 1, `${documented} is documented, ${median} were simulated`);
}

describe("the number of calls of a wait in docs/gate.md", () => {
  it("is what the schedule makes in a wait of each length in the table", () => {
    const rows = [...cost.matchAll(/^\| (\d+ (?:minutes|hours?)) +\| (\d+)(?: \((\d+) to (\d+)\))? +\|$/gm)];
    assert.deepEqual(
      rows.map(([, wait]) => wait),
      ["10 minutes", "1 hour", "6 hours"],
    );
    for (const [, wait = "", calls = "", fewest, most] of rows) {
      const looks = looksOf(milliseconds(wait), 60_000);
      assertMedian(calls, looks);
      if (fewest === undefined) continue;
      const [low, high] = [looks[20], looks[1_980]] as [number, number];
      assert.ok(Number(fewest) <= low && Number(fewest) > low - 3, `${fewest}, but 98 of 100 begin at ${low}`);
      assert.ok(Number(most) >= high && Number(most) < high + 3, `${most}, but 98 of 100 end at ${high}`);
    }
  });

  it("is what the schedule makes in six hours with a longer pollInterval", () => {
    const named = [...cost.matchAll(/(\d+)(?: in six hours)? with `"(\dm)"`/g)];
    assert.equal(named.length, 2);
    for (const [, calls = "", interval] of named) {
      assertMedian(calls, looksOf(milliseconds("6 hours"), parseDuration(interval) as number));
    }
  });

  it("is about the same in README and in the section on looks", () => {
    const readme = readFileSync(join(__dirname, "../../../README.md"), "utf8");
    for (const text of [readme, page]) {
      const [, about = ""] = /about (\d+) (?:calls|looks) in six hours/.exec(text) ?? [];
      const [median = 0] = looksOf(milliseconds("6 hours"), 60_000).slice(1_000);
      assert.ok(Math.abs(Number(about) - median) <= 5, `about ${about}, but ${median} were simulated`);
    }
  });
});
