/*
 * Checks that a source file has at most 250 lines and a folder at most 20 files. Anything larger has more than one
 * subject. Fixtures do not count.
 */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

const MAX_LINES = 250;
const MAX_FILES = 20;

const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .trim()
  .split("\n")
  // Generated from the schema.
  .filter((file) => !/^sdk\/(python|go)\//.test(file))
  .filter((file) => existsSync(file));

const sources = tracked.filter((file) => /\.(ts|mjs|cjs|py)$/.test(file));
const long = sources
  .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }))
  .filter(({ lines }) => lines > MAX_LINES);
for (const { file, lines } of long)
  console.error(`${file} has ${lines} lines; split it, at most ${MAX_LINES} are allowed`);

const folders = new Map();
for (const file of tracked.filter(
  (name) => /^(provider|sdk|test)\//.test(name) && !/\/(fixtures|scenarios)\//.test(name),
)) {
  folders.set(dirname(file), (folders.get(dirname(file)) ?? 0) + 1);
}
const full = [...folders].filter(([, files]) => files > MAX_FILES);
for (const [folder, files] of full)
  console.error(`${folder} has ${files} files; split it, at most ${MAX_FILES} are allowed`);

console.log(
  `${sources.length} files, ${long.length} above ${MAX_LINES} lines; ${folders.size} folders, ${full.length} above ${MAX_FILES} files`,
);
process.exitCode = long.length + full.length > 0 ? 1 : 0;
