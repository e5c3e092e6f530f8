/* No source file above 250 lines: one that grows beyond has more than one subject. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

const MOST = 250;
const files = execFileSync("git", ["ls-files", "*.ts", "*.mjs", "*.py"], { encoding: "utf8" }).trim().split("\n");
const long = files
  .filter((file) => existsSync(file))
  .map((file) => ({ file, lines: readFileSync(file, "utf8").split("\n").length - 1 }))
  .filter(({ lines }) => lines > MOST);
for (const { file, lines } of long) {
  console.error(`${file}: ${lines} lines, allowed are ${MOST}`);
}
console.log(`${files.length} files, ${long.length} above ${MOST} lines`);
process.exitCode = long.length > 0 ? 1 : 0;
