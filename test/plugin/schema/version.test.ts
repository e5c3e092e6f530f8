import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { versionedFiles, writeVersion } from "../../../sdk/generate/schema/writeVersion";
import { ROOT } from "./readSchema";

const VERSION: string = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).version;

/** Files in which the version is written by npm or by `npm run build:schema` and `build:sdks`, or is one of the past. */
const NOT_BY_HAND =
  /^(package(-lock)?\.json|provider\/plugin\/schema\.json|sdk\/(go|python)\/.*|CHANGELOG\.md|test\/.*|.*go\.sum)$/;

/** A line in which a file of dependencies names another package. */
const OF_A_DEPENDENCY = /^[^:]*(go\.mod|package\.json|requirements\.txt):(?!.*alicloud-dbs)/;

describe("the version of the package", () => {
  it("stands in package.json, and elsewhere only where a command writes it", () => {
    const pattern = `(^|[^0-9.])${VERSION.replaceAll(".", "[.]")}([^0-9]|$)`;
    const lines = execFileSync("git", ["grep", "--untracked", "-E", pattern], { cwd: ROOT, encoding: "utf8" });
    const files = lines
      .trim()
      .split("\n")
      .filter((line) => !OF_A_DEPENDENCY.test(line))
      .map((line) => line.slice(0, line.indexOf(":")));
    const byHand = [...new Set(files)].filter((file) => !NOT_BY_HAND.test(file));
    assert.deepEqual(byHand.sort(), versionedFiles(ROOT, VERSION).sort());
    assert.ok(byHand.includes("provider/core/packageVersion.ts") && byHand.includes("examples/go/go.mod"));
  });

  it("is replaced in all hand-written files at once, wherever a line names the package", () => {
    const folder = mkdtempSync(join(tmpdir(), "version-"));
    try {
      const files = versionedFiles(ROOT, VERSION);
      for (const file of [...files, "docs", "examples", "README.md"]) {
        cpSync(join(ROOT, file), join(folder, file), { recursive: true });
      }
      writeVersion(folder, { old: VERSION, new: "12.34.56" });
      for (const file of files) {
        const [before, after] = [ROOT, folder].map((root) => readFileSync(join(root, file), "utf8"));
        assert.equal(after, before?.replaceAll(VERSION, "12.34.56"), file);
      }
      assert.deepEqual(versionedFiles(folder, VERSION), []);
      assert.deepEqual(versionedFiles(folder, "12.34.56"), files);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is not replaced where it is another package's, or a part of a longer version", () => {
    const folder = mkdtempSync(join(tmpdir(), "version-"));
    try {
      for (const place of ["provider/core", "docs/deep", "examples"])
        mkdirSync(join(folder, place), { recursive: true });
      const page = join(folder, "docs/deep/page.md");
      writeFileSync(join(folder, "provider/core/packageVersion.ts"), 'const PACKAGE_VERSION = "1.2.3";\n');
      writeFileSync(join(folder, "README.md"), "another 1.2.3\n");
      writeFileSync(page, "alicloud-dbs@1.2.3, v1.2.3-linux, 11.2.3, 1.2.34, 1.2.3.4\nanother 1.2.3\n");
      assert.deepEqual(versionedFiles(folder, "1.2.3"), ["provider/core/packageVersion.ts", "docs/deep/page.md"]);
      writeVersion(folder, { old: "1.2.3", new: "2.0.0" });
      const expected = "alicloud-dbs@2.0.0, v2.0.0-linux, 11.2.3, 1.2.34, 1.2.3.4\nanother 1.2.3\n";
      assert.equal(readFileSync(page, "utf8"), expected);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
