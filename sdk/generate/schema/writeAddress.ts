import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Hand-written files that hold the address of the repository, below the package's folder. */
export function addressedFiles(root: string): string[] {
  const words = readdirSync(join(root, "examples/words")).map((word) => `examples/words/${word}/main.go`);
  const programs = ["examples/go/go.mod", "examples/go/main.go", "examples/workflow/main.go", ...words];
  const registry = ["docs/_index.md", "docs/installation-configuration.md"];
  return ["sdk/nodejs/plugin/pluginDownloadUrl.ts", ...programs, ...registry];
}

/** Replaces the address of the repository in the hand-written files that hold it. */
export function writeAddress(root: string, addresses: { old: string; new: string }): void {
  if (addresses.old === addresses.new) return;
  for (const file of addressedFiles(root)) {
    const path = join(root, file);
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(addresses.old, addresses.new));
  }
}
