import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closeAfterEach } from "../support/closeAfterEach";

const SCENARIO = "test/emulator/scenarios/three-tasks.json";

describe("npm run emulator", () => {
  const keep = closeAfterEach();
  const folder = mkdtempSync(join(tmpdir(), "scenarios-"));
  after(() => rmSync(folder, { recursive: true }));

  function start(...args: string[]) {
    const child = spawn(process.execPath, ["-r", "ts-node/register/transpile-only", "sdk/emulator/main.ts", ...args]);
    void keep({ close: () => child.kill("SIGKILL") });
    const output = { text: "" };
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (data) => (output.text += data));
    return { child, output };
  }
  const scenarioFile = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };

  it("prints its URL and how to use it in a stack, and stops on Ctrl-C", async () => {
    const { child, output } = start("--scenario", SCENARIO, "--port", "0");
    await once(child.stdout, "data");
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(output.text)?.[0];
    assert.match(output.text, /pulumi config set alicloud-dbs:endpoint http:\/\/127/);
    assert.match(output.text, /pulumi config set alicloud-dbs:region cn-hangzhou\n/);
    assert.match(output.text, /alicloud-dbs:accessKey demo-key\n.*alicloud-dbs:secretKey demo-secret\n/);
    assert.equal((await fetch(`${url}/_admin/requests`)).status, 200);
    child.kill("SIGINT");
    assert.deepEqual(await once(child, "close"), [0, null]);
  });

  it("needs no scenario: it has the key test-key then, and no tasks", async () => {
    const { child, output } = start();
    await Promise.race([once(child.stdout, "data"), once(child, "close")]);
    assert.match(output.text, /alicloud-dbs:accessKey test-key\n.*alicloud-dbs:secretKey test-secret\n/);
  });

  it("says so if a scenario accepts no access key", async () => {
    const { child, output } = start("--scenario", scenarioFile("nobody.json", '{"credentials": []}'));
    await Promise.race([once(child.stdout, "data"), once(child, "close")]);
    assert.match(output.text, /The scenario accepts no access key, so it refuses every request\.\n/);
    assert.doesNotMatch(output.text, /undefined|config set/);
  });

  it("prints its usage if it is asked for help, and ends with 0", async () => {
    const { child, output } = start("--help");
    assert.deepEqual(await once(child, "close"), [0, null]);
    assert.match(output.text, /^usage: alicloud-dbs-emulator \[--scenario FILE\] \[--port PORT\]\n/);
  });

  const ONE = { taskId: "dt-a", instanceName: "rm-1", createdIn: 0 };
  for (const [what, args, message] of [
    ["a port that is not a number", ["--scenario", SCENARIO, "--port", "x"], /--port must be a number/],
    ["a port above 65535", ["--scenario", SCENARIO, "--port", "65536"], /--port must be a number of at most 65535/],
    ["a scenario file that does not exist", ["--scenario", "nowhere.json"], /can't be read from nowhere\.json: ENOENT/],
    [
      "a scenario file that is not JSON",
      ["--scenario", scenarioFile("text.json", "tasks: []")],
      /the scenario can't be read from \S+\/text\.json: .*not valid JSON/,
    ],
    [
      "a scenario with an unknown field, and names the field and those that are allowed",
      ["--scenario", scenarioFile("state.json", JSON.stringify({ tasks: [{ ...ONE, state: "failed" }] }))],
      /can't be read from \S+\/state\.json: tasks\[0\]: state is not a known field; allowed are taskId, .*outcome/,
    ],
    ["an unknown flag", ["--host", "0.0.0.0"], /--host/],
  ] as const) {
    it(`refuses ${what}, and prints its usage`, async () => {
      const { child, output } = start(...args);
      assert.deepEqual(await once(child, "close"), [2, null]);
      assert.match(output.text, message);
      assert.match(output.text, /usage: alicloud-dbs-emulator \[--scenario FILE\]/);
    });
  }
});
