import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensureGoTool, type GoTool, type GoToolOptions } from "../../engine/cli/goTool";

const root = join(__dirname, "../../..");
const MODULE = join(root, "sdk/generate");

const GENERATOR: GoTool = {
  name: "generate-sdk",
  module: MODULE,
  package: ".",
  sources: ["go.mod", "go.sum", ...readdirSync(MODULE).filter((file) => file.endsWith(".go"))],
  expected: "a minute, or 5 without the CLI's build",
  advice: "Install Go 1.25 or newer (https://go.dev/dl/) and run this again to build it from Go's module proxy.",
};

/**
 * Returns the program that writes SDKs from the schema.
 * @throws Error with the reason and what to do, if it can't be built
 */
export async function ensureSdkGenerator(options: GoToolOptions): Promise<string> {
  return await ensureGoTool(GENERATOR, options);
}

/** Writes the SDK of a language into a new folder. */
export async function generateSdk(language: "nodejs" | "python" | "go", folder: string): Promise<void> {
  const generator = await ensureSdkGenerator({ environment: process.env, report: console.log });
  await promisify(execFile)(generator, [join(root, "provider/plugin/schema.json"), language, folder]);
}
