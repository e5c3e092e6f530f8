import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryAddress } from "../../../sdk/generate/schema/languages";
import { addressedFiles, writeAddress } from "../../../sdk/generate/schema/writeAddress";
import { ROOT } from "./readSchema";

const ADDRESS = repositoryAddress(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

/** Tells whether `npm run build:schema` or `build:sdks` writes a file, or it is the one place of the address. */
const isWritten = (file: string) => /^(package\.json|provider\/plugin\/schema\.json|sdk\/(go|python)\/)/.test(file);

describe("the address of the repository", () => {
  it("stands in package.json, and elsewhere only where a command writes it", () => {
    const args = ["grep", "--untracked", "--files-with-matches", "--fixed-strings", ADDRESS];
    const files = execFileSync("git", args, { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
    const byHand = files.filter((file) => !isWritten(file));
    assert.deepEqual(byHand.sort(), addressedFiles(ROOT).sort());
  });

  it("is replaced in all hand-written files at once", () => {
    const folder = mkdtempSync(join(tmpdir(), "address-"));
    try {
      for (const file of addressedFiles(ROOT)) {
        cpSync(join(ROOT, file), join(folder, file), { recursive: true });
      }
      writeAddress(folder, { old: ADDRESS, new: "example.org/owner/another" });
      for (const file of addressedFiles(folder)) {
        const [before, after] = [ROOT, folder].map((root) => readFileSync(join(root, file), "utf8"));
        assert.equal(after, before?.replaceAll(ADDRESS, "example.org/owner/another"), file);
        assert.ok(!after?.includes(ADDRESS) && after?.includes("example.org"), file);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
