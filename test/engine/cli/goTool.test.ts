import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureGoTool, type GoToolOptions } from "./goTool";

describe("ensureGoTool", () => {
  let directory: string;
  let built: number;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "go-tool-"));
    writeFileSync(join(directory, "go.mod"), "module a");
    built = 0;
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const writes: NonNullable<GoToolOptions["build"]> = async (_tool, output) => {
    built += 1;
    writeFileSync(output, "#!/bin/sh\n", { mode: 0o755 });
  };
  const ensure = (build: GoToolOptions["build"], environment: NodeJS.ProcessEnv = {}) =>
    ensureGoTool(
      {
        name: "a-tool",
        module: directory,
        package: ".",
        sources: ["go.mod"],
        expected: "a second",
        advice: "Install Go 1.25 or newer.",
      },
      {
        environment: { XDG_CACHE_HOME: join(directory, "cache"), ...environment },
        report: () => {},
        ...(build === undefined ? {} : { build }),
      },
    );

  it("builds a tool once and finds it in the cache the next time", async () => {
    const first = await ensure(writes);
    assert.deepEqual([await ensure(writes), built], [first, 1]);
    assert.equal(readdirSync(dirname(dirname(first))).length, 1);
  });

  it("builds a tool again if one of its sources has changed", async () => {
    const first = await ensure(writes);
    writeFileSync(join(directory, "go.mod"), "module b");
    assert.notEqual(await ensure(writes), first);
    assert.equal(built, 2);
  });

  it("says why a tool could not be built and what to do, and leaves nothing in the cache", async () => {
    await assert.rejects(ensure(undefined, { PATH: directory }), (error: Error) => {
      assert.equal(
        error.message,
        "a-tool is not in the cache and could not be built: go is not on PATH\nInstall Go 1.25 or newer.",
      );
      return true;
    });
    assert.deepEqual(readdirSync(join(directory, "cache", "pulumi-alicloud-dbs")), []);
  });

  it("keeps the tool that another run has put into the cache meanwhile", async () => {
    let other = "";
    const slower: GoToolOptions["build"] = async (...args) => {
      other = await ensure(writes);
      writeFileSync(other, "of the other run");
      await writes(...args);
    };
    assert.equal(await ensure(slower), other);
    assert.equal(readFileSync(other, "utf8"), "of the other run");
    assert.equal(readdirSync(dirname(dirname(other))).length, 1);
  });
});
