import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * Runs `go vet` on the Go module of a release. It runs in the example's module, whose `go.sum` pins what the SDK needs.
 * @param root - the package's folder
 * @returns the path of the module
 * @throws Error with what `go vet` found
 */
export async function vetGoModule(root: string): Promise<string> {
  const [, module = ""] = /^module (\S+)$/m.exec(readFileSync(join(root, "sdk/go/go.mod"), "utf8")) ?? [];
  const files = readdirSync(join(root, "sdk/go"), { recursive: true, encoding: "utf8" });
  // The packages by name: for a pattern, Go would ask for modules that none of them needs.
  const packages = new Set(files.filter((file) => file.endsWith(".go")).map((file) => `${module}/${dirname(file)}`));
  await promisify(execFile)("go", ["vet", "-trimpath", ...packages], {
    cwd: join(root, "examples/go"),
    env: { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" },
  });
  return module;
}
