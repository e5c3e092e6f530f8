import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..", "..", "..");

/** Starts a process in which one wait runs, sends it SIGTERM, and returns how it ended and what it printed. */
async function terminate(setUp: string): Promise<{ ended: string; output: string }> {
  const program = `
    ${setUp}
    const { untilInterrupted } = require("./sdk/nodejs/hooks/untilInterrupted");
    const timer = setInterval(() => {}, 1000);
    const wait = (signal) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    untilInterrupted(wait).catch(({ message }) => {
      console.log("ended by " + message);
      clearInterval(timer);
    });
    console.log("waiting");`;
  const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "-e", program], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (data) => {
    if (output === "") child.kill("SIGTERM");
    output += data;
  });
  const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
  return { ended: signal ?? String(code), output };
}

describe("a process with a wait that gets a SIGTERM", function () {
  this.timeout(600_000);

  it("ends by it if nobody handles it, as it would without the wait", async () => {
    assert.deepEqual(await terminate(""), { ended: "SIGTERM", output: "waiting\n" });
  });

  it("ends by it if only signal-exit handles it, which the Automation API uses to end the CLI", async () => {
    const signalExit = 'require("signal-exit")(() => console.log("cleaned up"));';
    assert.deepEqual(await terminate(signalExit), { ended: "SIGTERM", output: "waiting\ncleaned up\n" });
  });

  it("goes on if it has a handler of its own, and only the wait ends", async () => {
    const own = 'process.on("SIGTERM", () => console.log("handled"));';
    assert.deepEqual(await terminate(own), { ended: "0", output: "waiting\nhandled\nended by SIGTERM\n" });
  });

  it("goes on if the CLI started it as a program, so that the gate can say how far it was", async () => {
    const program = 'process.argv[1] = "/x/node_modules/@pulumi/pulumi/cmd/run/index.js";';
    assert.deepEqual(await terminate(program), { ended: "0", output: "waiting\nended by SIGTERM\n" });
  });
});
