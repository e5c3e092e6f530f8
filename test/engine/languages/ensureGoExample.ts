import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { ensureGoTool, type GoToolOptions } from "../cli/goTool";

const ROOT = join(__dirname, "../../..");
const EXAMPLE = join(ROOT, "examples/go");
const SDK = join(ROOT, "sdk/go");
/** Runs an operation with the example's program. It is compiled into the example. */
const RUNNER = join(__dirname, "run_program_test.go");

/**
 * Returns the program that runs one operation with the example in Go.
 * @throws Error with the reason and what to do, if it can't be built
 */
export async function ensureGoExample(options: GoToolOptions): Promise<string> {
  const sdk = readdirSync(SDK, { recursive: true, encoding: "utf8" }).filter((path) => /\.go$|^go\.mod$/.test(path));
  return await ensureGoTool(
    {
      name: "go-example",
      module: EXAMPLE,
      package: ".",
      isTest: true,
      overlay: { "run_program_test.go": RUNNER },
      sources: [
        ...readdirSync(EXAMPLE).filter((file) => /\.go$|^go\.(mod|sum)$/.test(file)),
        relative(EXAMPLE, RUNNER),
        ...sdk.sort().map((path) => join(relative(EXAMPLE, SDK), path)),
      ],
      expected: "half a minute, or 2 without the CLI's build",
      advice: "Install Go 1.25 or newer (https://go.dev/dl/) and run this again.",
    },
    options,
  );
}
