import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LongStep, longStep } from "./longStep";

describe("longStep", () => {
  const lines: string[] = [];
  /** Seconds that each reported line adds to the clock. */
  let secondsPerLine = 0;
  beforeEach(() => {
    lines.splice(0);
    secondsPerLine = 0;
  });

  const run = (command: string, script: string, given: Partial<LongStep> = {}) =>
    longStep({
      title: "making it",
      expected: "about a minute",
      command,
      args: ["-c", script],
      directory: tmpdir(),
      environment: process.env,
      limitSeconds: 60,
      aliveSeconds: 0.02,
      report: (line) => lines.push(line),
      now: () => lines.length * secondsPerLine * 1000,
      ...given,
    });

  it("reports the expected time at the start, its progress, and the time it took at the end", async () => {
    secondsPerLine = 20;
    const directory = mkdtempSync(join(tmpdir(), "long-step-"));
    const report = (line: string) => {
      lines.push(line);
      if (lines.length === 3) writeFileSync(join(directory, "go-on"), "");
    };
    try {
      // The command runs until its progress was reported twice.
      await run("sh", "until [ -e go-on ]; do sleep 0.05; done", { directory, report });
    } finally {
      rmSync(directory, { recursive: true });
    }
    assert.equal(lines[0], "making it (about a minute) …");
    assert.equal(lines[1], "making it: still running after 20 s");
    assert.equal(lines[2], "making it: still running after 40 s");
    assert.equal(lines.at(-1), `making it: done in ${(lines.length - 1) * 20} s`);
  });

  it("fails with the exit code and the last lines of output", async () => {
    await assert.rejects(run("sh", "seq 1 20; echo because >&2; exit 7"), {
      message: /^sh ended with code 7: 14\n(.*\n)*because$/,
    });
    assert.equal(lines.at(-1), "making it: failed after 0 s");
  });

  it("fails if the command is not on PATH", async () => {
    await assert.rejects(run("no-such-command", ""), { message: "no-such-command is not on PATH" });
  });

  it("stops the command and all processes that it started when the time limit is reached", async () => {
    // `sleep` keeps the output open. If the whole process group were not stopped, this test would take a minute.
    // On a busy machine the limit may come before its output.
    await assert.rejects(run("sh", "echo begun; sleep 60 & wait", { limitSeconds: 0.1 }), {
      message: /^sh was stopped at its limit of 0\.1 s(: begun)?$/,
    });
  });

  it("stops the command if this process is interrupted, and then lets the signal end this process", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    // The command keeps a connection open for as long as it runs.
    const step = { title: "it", expected: "", command: process.execPath, directory: tmpdir(), limitSeconds: 60 };
    const script = `
      const { longStep } = require(${JSON.stringify(require.resolve("./longStep"))});
      const args = ["-e", "require('net').connect(${port}, '127.0.0.1')"];
      void longStep({ ...${JSON.stringify(step)}, args, environment: process.env, report: () => {} });`;
    const child = spawn(process.execPath, ["--require", "ts-node/register/transpile-only", "-e", script], {
      stdio: "ignore",
    });
    const childEnded = once(child, "close");
    const [connection] = (await once(server, "connection")) as [Socket];
    const connectionEnded = once(connection.on("error", () => {}).resume(), "close");
    child.kill("SIGINT");
    assert.deepEqual(await childEnded, [null, "SIGINT"]);
    await connectionEnded;
    server.close();
  });
});
