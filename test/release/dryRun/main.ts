import { join } from "node:path";
import { parseArgs } from "node:util";
import { dryRun } from "./dryRun";

/*
 * Builds what a release sends into dist/dry-run, and tells what would be published.
 * usage: main.ts [--tag v1.2.3]
 */
async function main(): Promise<void> {
  const { tag } = parseArgs({ options: { tag: { type: "string" } } }).values;
  const output = join(__dirname, "../../../dist/dry-run");
  await dryRun({ output, report: console.log, ...(tag === undefined ? {} : { tag }) });
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
