import { spawn } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");

/**
 * Ends a program with code 9 if something keeps it alive for three seconds after its last output. A program that
 * nothing keeps alive ends before a timer that does not either, however slow the machine is.
 */
const WATCH = `{
  const { log } = console;
  let watch;
  console.log = (...texts) => {
    log(...texts);
    clearTimeout(watch);
    watch = setTimeout(() => { log("the program is still running"); process.exit(9); }, 3_000).unref();
  };
}`;

/**
 * Runs a program in a separate process in the root of the repository. The program can load TypeScript modules.
 * @returns its output, and its exit code: 9 if the program does not end by itself after its last `console.log`
 */
export function runProgram(
  text: string,
  environment: Record<string, string> = {},
): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", `${WATCH}\n${text}`], {
      cwd: ROOT,
      env: { PATH: process.env.PATH, ...environment },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        output += data;
      });
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ output, code }));
  });
}
