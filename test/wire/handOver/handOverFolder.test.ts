import assert from "node:assert/strict";
import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { handOverFolder } from "../../../provider/wire/handOver/handOverFolder";

describe("handOverFolder", () => {
  let parent: string;
  let folder: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "hand-over-"));
    folder = join(parent, `pulumi-alicloud-dbs-${process.getuid?.()}`);
  });
  afterEach(() => rmSync(parent, { recursive: true }));

  it("creates a folder that only this user can use, and finds it again", () => {
    assert.deepEqual([handOverFolder(parent), handOverFolder(parent)], [folder, folder]);
    assert.equal(lstatSync(folder).mode & 0o777, 0o700);
  });

  const makeFolder = (mode: number) => {
    mkdirSync(folder);
    chmodSync(folder, mode);
  };
  const OCCUPIED: [what: string, occupy: () => void][] = [
    ["others can read", () => makeFolder(0o755)],
    ["others can write in", () => makeFolder(0o777)],
    ["is a link to a private folder", () => symlinkSync(mkdtempSync(join(parent, "private-")), folder)],
    ["is a link to nothing", () => symlinkSync(join(parent, "nothing"), folder)],
    ["is a file", () => writeFileSync(folder, "", { mode: 0o600 })],
  ];
  for (const [what, occupy] of OCCUPIED) {
    it(`refuses a path that ${what}, and names it`, () => {
      occupy();
      assert.throws(() => handOverFolder(parent), {
        message: `${folder} is not a folder that only this user can read and write; remove it, or set another TMPDIR`,
      });
    });
  }

  it("refuses a folder of another user", function () {
    if (process.getuid?.() !== 0) this.skip();
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, 65_534, 65_534);
    assert.throws(() => handOverFolder(parent), /is not a folder that only this user can read and write/);
  });

  it("uses only folders below the user's home where users have no ids, as on Windows", () => {
    assert.throws(() => handOverFolder(parent, null), /is not a folder that only this user can read and write/);
    const home = mkdtempSync(join(homedir(), ".hand-over-"));
    try {
      assert.equal(handOverFolder(home, null), join(home, "pulumi-alicloud-dbs"));
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
