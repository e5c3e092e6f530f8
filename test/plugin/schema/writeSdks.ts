import { rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./readSchema";
import { generateSdk } from "./sdkGenerator";

/* Writes sdk/python and sdk/go, which are generated from the schema and never edited. */
async function main(): Promise<void> {
  for (const language of ["python", "go"] as const) {
    const folder = join(ROOT, "sdk", language);
    rmSync(folder, { recursive: true, force: true });
    await generateSdk(language, folder);
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
