import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/**
 * Runs a program in a separate process in the root of the repository. The program can load TypeScript modules.
 * @returns its output, its exit code, and the milliseconds from its last output to its end
 */
export function runProgram(
  text: string,
  environment: Record<string, string> = {},
): Promise<{ output: string; code: number | null; lingered: number }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", text], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...environment },
    });
    let output = "";
    let lastOutput = Date.now();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
        lastOutput = Date.now();
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ output, code, lingered: Date.now() - lastOutput }));
  });
}
