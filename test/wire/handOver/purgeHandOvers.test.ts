import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { handOver } from "../../../provider/wire/handOver/handOver";
import { purgeHandOvers } from "../../../provider/wire/handOver/purgeHandOvers";
import { takeHandOver } from "../../../provider/wire/handOver/takeHandOver";

const NOW = Date.UTC(2026, 10, 24);
const ENGINE = { engine: "127.0.0.1:4711", form: "gate 1" };

describe("purgeHandOvers", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "hand-over-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const leave = (key: { engine: string; form: string }, id: string, age = 0) => {
    handOver({ ...key, request: "request" }, id, id, folder);
    const name = readdirSync(folder).find((each) => each.endsWith(`.${id}`)) ?? "";
    utimesSync(join(folder, name), (NOW - age) / 1000, (NOW - age) / 1000);
    return join(folder, name);
  };
  const purge = () => purgeHandOvers(ENGINE, NOW, () => folder);
  const ids = () => readdirSync(folder).map((name) => name.split(".")[2]);

  it("removes everything of its engine and form, also what was being written or had been claimed", () => {
    leave(ENGINE, "a");
    for (const ending of [".new", ".taken"]) {
      const file = leave(ENGINE, `b${ending.length}`);
      renameSync(file, file + ending);
    }
    purge();
    assert.deepEqual(ids(), []);
  });

  it("leaves what belongs to other engines and other forms", () => {
    const other = { ...ENGINE, engine: "127.0.0.1:4712" };
    leave(other, "engine");
    leave({ ...ENGINE, form: "task 1" }, "form");
    purge();
    assert.deepEqual(ids().sort(), ["engine", "form"]);
    assert.equal(takeHandOver({ ...other, request: "request" }, folder), "engine");
  });

  it("removes whatever is older than a day", () => {
    const other = { ...ENGINE, engine: "127.0.0.1:4712" };
    leave(other, "old", 86_400_001);
    leave(other, "young", 86_400_000);
    leave(other, "future", -86_400_001);
    purge();
    assert.deepEqual(ids().sort(), ["future", "young"]);
  });

  it("does not throw if the folder is gone or is not this user's alone", () => {
    rmSync(folder, { recursive: true });
    purge();
    purgeHandOvers(ENGINE, NOW, () => {
      throw new Error("occupied");
    });
  });
});
