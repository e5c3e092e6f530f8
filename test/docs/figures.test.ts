import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";

const LINES = readFileSync(join(ROOT, "test/bench/RESULTS.md"), "utf8").split("\n");

/**
 * Returns the numbers in the result whose figure begins like this, without the ranges, and its ratio at the end.
 * @param holding - a part that tells the result from others of the same figure
 */
function result(figure: string, holding = ""): number[] {
  const found = LINES.filter((line) => line.startsWith(`| ${figure}`) && line.includes(holding));
  assert.equal(found.length, 1, `${found.length} lines begin with "${figure}" and hold "${holding}"`);
  const [, measured = "", ratio = ""] = (found[0] ?? "").slice(2).split(" | ");
  const numbers = measured.replace(/\([^)]*\)/g, "").match(/\d[\d.]*(?=$| (?:ms|s|looks|MiB)\b)/g) ?? [];
  return [...numbers.map(Number), Number.parseFloat(ratio)];
}

const seconds = (milliseconds: number, digits: number) => `${(milliseconds / 1000).toFixed(digits)} s`;
const times = (ratio: number | undefined, digits: number) => `${(ratio ?? 0).toFixed(digits)} times`;

/** Returns the ratios of an `up` and of a preview, the smaller one first. */
function between(what: string, peer: string): string {
  const ratios = ["up", "preview"].map((operation) => result(`${operation} with ${what}`, peer).at(-1) ?? 0);
  ratios.sort((a, b) => a - b);
  return `${ratios[0]?.toFixed(2)} to ${times(ratios[1], 2)}`;
}

/** Returns what the pages must say, by the results as they are. */
function sentences(): Record<string, string[]> {
  const waits = result("simulated waits for tasks of 1 min, 10 min");
  const [, sixHours] = result("simulated waits for tasks of 6 h");
  const [yaml = 0, yamlWithout = 0, inline = 0, inlineWithout = 0] = result("preview of one list", "inline");
  const [list = 0, loop = 0] = result("second listing of 10000 tasks in a process, 20 ms", "with openapi-client");
  const [ours = 0, raw = 0, first] = result("first listing of 3 tasks", "CPU time");
  const [oursLong = 0, rawLong = 0, firstLong] = result("first listing of 10000 tasks", "CPU time");
  const [loaded = 0, peer = 0] = result("require", "0.5 times");
  const hundred = "first up of 100 gates of one instance that find its task finished, 16 at a time, without a provider";
  const [requests] = result(hundred, "requests");
  const [opened = 0, smallest = 0] = result(hundred, "wall time");
  return {
    "README.md": [
      `add ${seconds(yaml - yamlWithout, 2)} to a preview in YAML, and ${seconds(inline - inlineWithout, 1)} in TypeScript`,
      `a gate opens ${waits[1]} s after its exports end (median), and ${sixHours?.toFixed(0)} s after six-hour ones`,
    ],
    "docs/how-it-works.md": [
      `${times(waits.at(-1), 2)} as many looks as a poll every 5 s. In the median, a gate opens ${waits[1]} s after`,
      `after the look that sees the task finished, ${seconds(result("from the end of a task", "without a provider, after the look")[0] ?? 0, 2)} pass`,
      `${times(first, 1)} the CPU time of a loop over the vendor's client (${ours.toFixed(0)} and ${raw.toFixed(0)} ms)`,
      `For the first list of 10,000 tasks it is ${times(firstLong, 1)} (${oursLong.toFixed(0)} and ${rawLong.toFixed(0)} ms)`,
      `takes ${seconds(list, 2)}. A loop over the vendor's client takes ${seconds(loop, 1)}`,
      `Without latency it takes ${times(result("second listing of 10000 tasks in a process, no latency").at(-1), 1)} the CPU time of the loop`,
      `(${loaded.toFixed(1)} and ${peer.toFixed(0)} ms)`,
      `With one open gate, Pulumi takes ${times(result("up with 1 open", "minimal").at(-1), 2)} as long`,
      `With ten of each it takes ${times(result("preview with 10 open", "minimal").at(-1), 1)} as long`,
      `and with a hundred ${between("100 open gates", "minimal")}`,
      `A hundred gates take ${between("100 open gates", "like a gate")} as long`,
      `in YAML with a list and a gate takes ${seconds(yaml, 2)}, and ${seconds(yamlWithout, 2)} without the two`,
      `it takes ${seconds(inline, 1)}, and ${seconds(inlineWithout, 2)} without the two`,
      `send at most ${requests} requests between them`,
      `The \`up\` takes ${seconds(opened, 1)}, and ${seconds(smallest, 1)} with as many`,
      `send ${times(result("simulated waits for 300 instances").at(-1), 2)} as many requests as while the service is healthy`,
    ],
  };
}

describe("the figures that pages quote", () => {
  for (const page of ["README.md", "docs/how-it-works.md"]) {
    it(`are those of the bench's results in ${page}`, () => {
      const text = readFileSync(join(ROOT, page), "utf8").replace(/\s+/g, " ");
      assert.deepEqual(
        sentences()[page]?.filter((sentence) => !text.includes(sentence)),
        [],
      );
    });
  }
});
