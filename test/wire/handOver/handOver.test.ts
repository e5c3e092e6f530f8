import assert from "node:assert/strict";
import { lstatSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handOver } from "../../../provider/wire/handOver/handOver";

const KEY = { engine: "127.0.0.1:4711", form: "gate 1", request: { instanceName: "rm-secret" } };

describe("handOver", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hand-over-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes one file that only this user can read, whose name shows neither the engine nor the request", () => {
    handOver(KEY, { a: 1 }, "id-1", folder);
    const [name = "", ...others] = readdirSync(folder);
    assert.match(name, /^[0-9a-f]{32}\.[0-9a-f]{32}\.id-1$/);
    const { mode, nlink } = lstatSync(join(folder, name));
    assert.deepEqual([others, mode & 0o777, nlink], [[], 0o600, 1]);
  });

  it("keeps the file private whatever the umask is", () => {
    const before = process.umask(0);
    try {
      handOver(KEY, "x", "id-1", folder);
    } finally {
      process.umask(before);
    }
    assert.equal(lstatSync(join(folder, readdirSync(folder)[0] ?? "")).mode & 0o777, 0o600);
  });

  it("leaves no file behind if it fails", () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    assert.throws(() => handOver(KEY, circle, "id-1", folder), TypeError);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("throws if the folder is gone", () => {
    assert.throws(() => handOver(KEY, "x", "id-1", join(folder, "gone")), { code: "ENOENT" });
  });
});
