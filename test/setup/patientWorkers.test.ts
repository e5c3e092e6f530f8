import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A test whose process takes two seconds to end, as one that writes its coverage on a busy machine. */
const SLOW_TO_END = `
process.once("exit", () => {
  for (const until = Date.now() + 2_000; Date.now() < until; );
  require("node:fs").writeFileSync(__dirname + "/ended-" + process.pid, "");
});
it("passes", () => {});`;

describe("a worker of mocha", () => {
  it("may take longer than a second to end", () => {
    const folder = mkdtempSync(join(tmpdir(), "workers-"));
    const mocha = require.resolve("mocha/bin/mocha.js");
    const patience = join(__dirname, "patientWorkers.cjs");
    try {
      for (const name of ["a", "b"]) writeFileSync(join(folder, `${name}.test.cjs`), SLOW_TO_END);
      const args = [mocha, "--no-config", "--parallel", "--jobs", "2", "--require", patience, `${folder}/*.test.cjs`];
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
      assert.ok(readdirSync(folder).some((name) => name.startsWith("ended-")));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
