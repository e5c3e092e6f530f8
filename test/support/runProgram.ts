import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/**
 * Runs a program in a process of its own, from the root of the repository, TypeScript modules included.
 * @returns what it wrote, how it ended, and how many milliseconds after its last word
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
    let lastWord = Date.now();
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
        lastWord = Date.now();
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ output, code, lingered: Date.now() - lastWord }));
  });
}
