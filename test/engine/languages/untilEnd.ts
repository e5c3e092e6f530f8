import type { ChildProcess } from "node:child_process";

/** Waits until a process has ended, and returns everything that it wrote. */
export function untilEnd(
  child: ChildProcess,
  onOutput?: (text: string) => void,
): Promise<{ output: string; error?: Error }> {
  return new Promise((resolve, reject) => {
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        onOutput?.(text);
      });
    }
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve(code === 0 ? { output } : { output, error: new Error(`ended with ${code ?? signal}`) });
    });
  });
}
