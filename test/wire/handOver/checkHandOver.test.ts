import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkHandOver } from "../../../provider/wire/handOver/checkHandOver";
import { handOver } from "../../../provider/wire/handOver/handOver";

const OF = { engine: "127.0.0.1:4711", form: "task 1" };

describe("checkHandOver", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hand-over-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("leaves no file in a folder that can be used", () => {
    checkHandOver(OF, "id-1", folder);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("leaves alone what was handed over", () => {
    handOver({ ...OF, request: "r" }, 1, "id-1", folder);
    const before = readdirSync(folder);
    checkHandOver(OF, "id-1", folder);
    assert.deepEqual([before.length, readdirSync(folder)], [1, before]);
  });

  it("throws if the folder is gone", () => {
    assert.throws(() => checkHandOver(OF, "id-1", join(folder, "gone")), { code: "ENOENT" });
  });

  it("throws if the folder is no folder", () => {
    assert.throws(() => checkHandOver(OF, "id-1", process.execPath), { code: "ENOTDIR" });
  });

  it("throws if no file can be created, as handOver does", function () {
    // A folder of the system in which nobody can create a file.
    if (process.platform !== "linux") this.skip();
    assert.throws(() => checkHandOver(OF, "id-1", "/proc"));
    assert.throws(() => handOver({ ...OF, request: "r" }, 1, "id-1", "/proc"));
  });
});
