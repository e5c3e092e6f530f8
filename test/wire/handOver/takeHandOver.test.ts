import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handOver } from "../../../provider/wire/handOver/handOver";
import { type HandOverKey, handOverPrefix } from "../../../provider/wire/handOver/handOverKey";
import { purgeHandOvers } from "../../../provider/wire/handOver/purgeHandOvers";
import { takeHandOver } from "../../../provider/wire/handOver/takeHandOver";

const KEY: HandOverKey = { engine: "127.0.0.1:4711", form: "gate 1", request: { selection: { instanceName: "rm-1" } } };
const NOTHING = /^Error: the program left no result in \/.*TMPDIR/;

describe("takeHandOver", () => {
  let folder: string;
  /** Folder for what a planted file refers to. */
  let elsewhere: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hand-over-"));
    elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  });
  afterEach(() => {
    for (const each of [folder, elsewhere]) rmSync(each, { recursive: true, force: true });
  });

  const leave = (value: unknown, key: HandOverKey = KEY, id = "id-1") => handOver(key, value, id, folder);
  const take = (key: HandOverKey = KEY) => takeHandOver(key, folder);
  const planted = () => join(folder, `${handOverPrefix(KEY)}0`);
  /** Writes a file as `handOver` would, but with this content. */
  const plant = (content: string, file = planted()) => writeFileSync(file, content, { mode: 0o600 });
  const GOOD = JSON.stringify({ form: KEY.form, value: "planted" });

  it("returns the value that was handed over with the same key, and leaves no file", () => {
    const value = { tasks: [{ taskId: "dt-1", extra: { a: [1, null, "é"] } }], at: "2026-11-24T00:00:00.000Z" };
    leave(value);
    assert.deepEqual(take(structuredClone(KEY)), value);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("returns each value once", () => {
    leave("once");
    assert.equal(take(), "once");
    assert.throws(() => take(), NOTHING);
  });

  it("gives two takers with equal requests one value each", () => {
    leave("first", KEY, "id-1");
    leave("second", KEY, "id-2");
    assert.deepEqual([take(), take()].sort(), ["first", "second"]);
    assert.throws(() => take(), NOTHING);
  });

  for (const [what, other] of [
    ["another engine", { engine: "127.0.0.1:4712" }],
    ["another request", { request: { selection: { instanceName: "rm-2" } } }],
    ["another form", { form: "gate 2" }],
  ] as const) {
    it(`does not take what was handed over for ${what}, and leaves it there`, () => {
      leave("theirs", { ...KEY, ...other });
      assert.throws(() => take(), NOTHING);
      assert.equal(take({ ...KEY, ...other }), "theirs");
    });
  }

  it("does not take what an earlier run left, once the provider's process has started", () => {
    leave("earlier");
    purgeHandOvers(KEY, Date.now(), () => folder);
    assert.throws(() => take(), NOTHING);
  });

  const otherFile = () => join(elsewhere, "file");
  const UNFIT: [what: string, ...steps: (() => void)[]][] = [
    ["others may read", () => plant(GOOD), () => chmodSync(planted(), 0o644)],
    ["is a link to a file", () => plant(GOOD, otherFile()), () => symlinkSync(otherFile(), planted())],
    ["is a named pipe", () => execFileSync("mkfifo", ["-m", "600", planted()])],
    ["is a folder", () => mkdirSync(planted(), { mode: 0o700 })],
    ["is not JSON", () => plant(GOOD.slice(0, -1))],
    ["holds JSON that is not an object", () => plant("null")],
    ["holds a value of another form", () => plant(JSON.stringify({ form: "gate 2", value: "planted" }))],
    ["holds no value", () => plant(JSON.stringify({ form: KEY.form }))],
    ["has a second name", () => plant(GOOD), () => linkSync(planted(), otherFile())],
    ["is larger than 64 MiB", () => plant(GOOD), () => truncateSync(planted(), 64 * 2 ** 20 + 1)],
  ];
  for (const [what, ...steps] of UNFIT) {
    it(`drops a file that ${what}, and takes another one`, () => {
      for (const step of steps) step();
      leave("good", KEY, "1");
      assert.equal(take(), "good");
      assert.throws(() => take(), NOTHING);
      assert.deepEqual(readdirSync(folder), []);
    });
    it(`takes nothing if there is only a file that ${what}`, () => {
      for (const step of steps) step();
      assert.throws(() => take(), NOTHING);
      assert.deepEqual(readdirSync(folder), []);
    });
  }

  it("drops a file of another user", function () {
    if (process.getuid?.() !== 0) this.skip();
    plant(GOOD);
    chownSync(planted(), 65_534, 65_534);
    assert.throws(() => take(), NOTHING);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("leaves what a link points to alone", () => {
    mkdirSync(join(elsewhere, "kept"));
    symlinkSync(elsewhere, planted());
    assert.throws(() => take(), NOTHING);
    assert.deepEqual(readdirSync(elsewhere), ["kept"]);
  });

  it("takes no file that is still being written, or that another process has claimed", () => {
    leave("good");
    const [name = ""] = readdirSync(folder);
    for (const ending of [".new", ".taken"]) {
      renameSync(join(folder, name), join(folder, name + ending));
      assert.throws(() => take(), NOTHING);
      renameSync(join(folder, name + ending), join(folder, name));
    }
    assert.equal(take(), "good");
  });
});
