import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handOverFolder } from "../../../../provider/wire/handOver/handOverFolder";
import { runProgram } from "../../../support/runProgram";

/** A program that hands records over, as at the end of a hook, and shows what its provider would take. */
const PROGRAM = `
const { takeHandOver } = require("./provider/wire/handOver/takeHandOver");
const { handOverRecord } = require("./sdk/nodejs/hooks/handOverRecord");
const { offerRecord } = require("./sdk/nodejs/hooks/offerRecord");
const { canHandOver } = require("./sdk/nodejs/hooks/canHandOver");
const request = { instanceName: "rm-1" };
const handOver = (summary, form = "test 1") => handOverRecord(form, request, { summary });
const take = (form = "test 1") => takeHandOver({ engine: "127.0.0.1:4711", form, request });
`;

describe("handOverRecord", function () {
  this.timeout(600_000);
  let temporary: string;
  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "hand-over-"));
  });
  afterEach(() => rmSync(temporary, { recursive: true }));
  const run = (text: string, environment: Record<string, string> = {}) =>
    runProgram(PROGRAM + text, { TMPDIR: temporary, PULUMI_NODEJS_ENGINE: "127.0.0.1:4711", ...environment });

  it("hands the record over to the process that knows the engine's address and the request", async () => {
    const { output, code } = await run('handOver("1 of 1"); console.log(JSON.stringify(take()))');
    assert.equal(code, 0, output);
    assert.deepEqual(JSON.parse(output), { summary: "1 of 1" });
  });

  for (const [end, statement] of [
    ["ends", ""],
    ["exits with an error", "process.exit(3)"],
    ["throws", 'throw new Error("broken")'],
  ]) {
    it(`removes what nobody took, of every form, when the program ${end}`, async () => {
      const { output } = await run(
        `handOver("a"); handOver("b", "test 2"); console.log(require("fs").readdirSync("${handOverFolder(temporary)}").length);${statement}`,
      );
      assert.match(output, /^2\n/);
      assert.deepEqual(readdirSync(handOverFolder(temporary)), []);
    });
  }

  for (const [what, statement, environment] of [
    ["there is no folder for temporary files", 'process.env.TMPDIR += "/missing"', {}],
    ["the engine has no address", "", { PULUMI_NODEJS_ENGINE: "" }],
  ] as const) {
    it(`throws if ${what}, while offerRecord only says so, and canHandOver has told it before`, async () => {
      const { output, code } = await run(
        `${statement}; try { handOver("a") } catch { console.log("thrown") } offerRecord("test 1", {}, {}); console.log(canHandOver("test 1", (text) => console.log(text.slice(0, 25))))`,
        environment,
      );
      assert.deepEqual([code, output], [0, "thrown\nno record (test 1) can be\nfalse\n"]);
    });
  }

  it("is announced by canHandOver, which leaves no file", async () => {
    const { output } = await run(
      `console.log(canHandOver("test 1", console.log), require("fs").readdirSync("${handOverFolder(temporary)}").length)`,
    );
    assert.equal(output, "true 0\n");
  });
});
