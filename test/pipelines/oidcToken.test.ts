import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PIPELINES } from "./readPipelines";
import { type TokenServer, tokenServer } from "./tokenServer";

describe("oidc-token.sh", () => {
  let server: TokenServer;
  let folder: string;
  beforeEach(async () => {
    server = await tokenServer();
    folder = mkdtempSync(join(tmpdir(), "token-"));
  });
  afterEach(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs the script with a command that shows the token. */
  const run = (shell = 'cat "$ALIBABA_CLOUD_OIDC_TOKEN_FILE"; exit 75') =>
    new Promise<{ code: number | null; output: string; errors: string }>((resolve, reject) => {
      const env = { ...process.env, ...server.variables, RUNNER_TEMP: folder };
      const child = spawn(join(PIPELINES, "oidc-token.sh"), ["bash", "-c", shell], { env });
      let [output, errors] = ["", ""];
      child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
      child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
      child.on("error", reject);
      child.on("close", (code) => resolve({ code, output, errors }));
    });

  it("runs a command with a new token for Alibaba Cloud, in a file that others can't read, and ends as it does", async () => {
    assert.deepEqual(await run(), { code: 75, output: "a.signed.token", errors: "" });
    assert.deepEqual(server.asked, ["GET /token?api-version=2&audience=sts.aliyuncs.com bearer of-the-job"]);
    const [file = "", ...others] = readdirSync(folder);
    assert.equal(statSync(join(folder, file)).mode & 0o777, 0o600);
    assert.deepEqual(others, []);
  });

  it("replaces the token of an earlier step", async () => {
    await run();
    server.body = JSON.stringify({ value: "another" });
    assert.equal((await run()).output, "another");
  });

  it("asks again if the service is not ready", async () => {
    server.statuses = [500];
    assert.equal((await run()).output, "a.signed.token");
    assert.equal(server.asked.length, 2);
  });

  it("fails without running the command if the service refuses", async () => {
    server.statuses = [403];
    const { code, output, errors } = await run();
    assert.ok(code !== 0 && code !== 75, String(code));
    assert.equal(output, "");
    assert.match(errors, /403/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it("fails without running the command if the answer holds no token", async () => {
    server.body = "{}";
    const { code, output } = await run();
    assert.deepEqual([code, output], [1, ""]);
    assert.deepEqual(readdirSync(folder), []);
  });
});
