import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeAfterEach } from "../support/closeAfterEach";

const SCENARIO = "test/emulator/scenarios/three-tasks.json";

describe("npm run emulator", () => {
  const keep = closeAfterEach();

  function start(...args: string[]) {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "sdk/emulator/main.ts", ...args]);
    void keep({ close: () => child.kill("SIGKILL") });
    const output = { text: "" };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output.text += data));
    return { child, output };
  }

  it("prints its URL and how to use it in a stack, and stops on Ctrl-C", async () => {
    const { child, output } = start("--scenario", SCENARIO, "--port", "0");
    await once(child.stdout, "data");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output.text)?.[0];
    assert.match(output.text, /pulumi config set alicloud-dbs:endpoint http:\/\/127/);
    assert.equal((await fetch(`${url}/_admin/requests`)).status, 200);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "exit"), [0, null]);
  });

  for (const [what, args, message] of [
    ["a call without a scenario", [], /--scenario is required/],
    ["a port that is not a number", ["--scenario", SCENARIO, "--port", "x"], /--port must be a number/],
    ["a scenario file that does not exist", ["--scenario", "nowhere.json"], /nowhere\.json/],
    ["an unknown flag", ["--host", "0.0.0.0"], /--host/],
  ] as const) {
    it(`refuses ${what} and prints its usage`, async () => {
      const { child, output } = start(...args);
      assert.deepEqual(await once(child, "exit"), [2, null]);
      assert.match(output.text, message);
      assert.match(output.text, /usage: npm run emulator/);
    });
  }
});
