import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FAULT_ROWS } from "../../support/wire/faultRows";

/** Words of docs/networks.md for the faults after which an answer is not valid, or does not arrive whole. */
const WORDS: Record<string, string> = {
  "HTTP 200 with HTML": "a login page",
  "an empty answer": "no JSON",
  "a null answer": "no JSON",
  "truncated JSON": "no JSON",
  "a success of the wrong shape": "another shape",
  "an answer without Success": "another shape",
  "a truncated answer": "connections that end within an answer",
  "HTTP 503": "server errors",
  "a stalled answer": "time-outs",
};

describe("docs/networks.md", () => {
  const lines = readFileSync(join(__dirname, "../../../docs/networks.md"), "utf8").split("\n");
  const rows = lines.filter((line) => line.startsWith("|")).map((line) => line.split("|").map((cell) => cell.trim()));

  for (const { name, again } of FAULT_ROWS.filter((fault) => fault.name in WORDS || fault.again === "twice")) {
    it(`says how often a call is repeated after ${name}`, () => {
      const words = WORDS[name] ?? name;
      const found = rows.filter(([, what]) => what?.includes(words)).map(([, , follows]) => follows);
      assert.deepEqual(found, [
        again === "twice" ? "again twice with back-off, then `[protocol]`" : "again with back-off",
      ]);
    });
  }
});
