import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const ROOT = join(__dirname, "../../..");

/** Programs in Go that are compiled together, against this repository's SDK. */
export interface GoPrograms {
  /** Writes a program's file, by its path in the module. */
  write(file: string, text: string): void;
  /**
   * Compiles all packages and returns their names.
   * @throws Error with what the compiler complained of
   */
  compile(): Promise<string[]>;
  remove(): void;
}

/** Creates an empty module with the requirements of the example in Go. */
export function goPrograms(): GoPrograms {
  const folder = mkdtempSync(join(tmpdir(), "go-programs-"));
  const module = readFileSync(join(ROOT, "examples/go/go.mod"), "utf8");
  writeFileSync(join(folder, "go.mod"), module.replace("../../sdk/go", join(ROOT, "sdk/go")));
  cpSync(join(ROOT, "examples/go/go.sum"), join(folder, "go.sum"));
  return {
    write(file, text) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    async compile() {
      // `go list -export` compiles as `go build` does, and does not link. With these flags it finds what was compiled for
      // the example in Go.
      const args = ["list", "-export", "-mod=readonly", "-trimpath", "-f", "{{.Name}}", "./..."];
      const { stdout } = await promisify(execFile)("go", args, { cwd: folder, env: { ...process.env, GOWORK: "off" } });
      return stdout.trim().split("\n");
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
