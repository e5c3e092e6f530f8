import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { session } from "../../support/wire/answerCredentials";

const SCRIPT = `
  const { chooseSource } = require("./provider/wire/credentials/chooseSource");
  const { credentialSource } = require("./provider/wire/credentials/credentialSource");
  const stack = JSON.parse(process.env.STACK);
  credentialSource(chooseSource((key) => stack[key], process.env), process.env).resolve()
    .then((credentials) => console.log(JSON.stringify(credentials)), (error) => console.log(error.message));`;

/**
 * Resolves credentials in a child process, because the library reads its process's environment and home directory.
 */
async function resolveInChild(home: string, stack: Record<string, string>, environment: Record<string, string> = {}) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["-r", "ts-node/register/transpile-only", "-e", SCRIPT],
    {
      cwd: resolve(__dirname, "../../.."),
      env: {
        PATH: process.env.PATH,
        HOME: home,
        STACK: JSON.stringify(stack),
        ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
        ...environment,
      },
    },
  );
  return stdout.trim();
}

describe("the credentials library in a separate process", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-home-"));
  });
  after(() => rmSync(home, { recursive: true }));

  it("signs a request that STS accepts over https, and returns the session", async function () {
    const [key, certificate] = [join(home, "key.pem"), join(home, "certificate.pem")];
    const options = `req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1`;
    try {
      execFileSync("openssl", [...options.split(" "), "-keyout", key, "-out", certificate], { stdio: "ignore" });
    } catch {
      this.skip(); // Making a certificate needs openssl, which is not installed.
    }
    const server = createServer(
      { key: readFileSync(key), cert: readFileSync(certificate) },
      async (request, response) => {
        let body = "";
        for await (const chunk of request) {
          body += chunk;
        }
        const parameters = new Map([
          ...new URL(request.url ?? "", "https://x").searchParams,
          ...new URLSearchParams(body),
        ]);
        const signature = parameters.get("Signature");
        parameters.delete("Signature");
        const sorted = [...parameters].sort(([a], [b]) => (a < b ? -1 : 1));
        const text = `POST&%2F&${enc(sorted.map(([name, value]) => `${enc(name)}=${enc(value)}`).join("&"))}`;
        const valid = createHmac("sha1", "secret-1&").update(text).digest("base64") === signature;
        response.writeHead(valid ? 200 : 400, { "content-type": "application/json" });
        response.end(
          JSON.stringify(valid ? { Credentials: session("role") } : { Code: "SignatureDoesNotMatch", Message: text }),
        );
      },
    );
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const stack = (secretKey: string) => ({
        "alicloud:accessKey": "key-1",
        "alicloud:secretKey": secretKey,
        "alicloud:assumeRole": JSON.stringify({ roleArn: "acs:ram::1:role/r", policy: '{"a b":"(*)"}' }),
        "alicloud:endpoints": JSON.stringify([{ sts: `127.0.0.1:${(server.address() as AddressInfo).port}` }]),
      });
      const trusting = { NODE_EXTRA_CA_CERTS: certificate };
      const { accessKeyId, accessKeySecret, securityToken } = JSON.parse(
        await resolveInChild(home, stack("secret-1"), trusting),
      );
      assert.deepEqual([accessKeyId, accessKeySecret, securityToken], ["STS.role", "secret-role", "token-role"]);
      assert.match(
        await resolveInChild(home, stack("wrong-secret"), trusting),
        /^\[credentials\] stack config alicloud:assumeRole: .*SignatureDoesNotMatch/,
      );
      assert.match(
        await resolveInChild(home, stack("secret-1")),
        /^\[credentials\] stack config alicloud:assumeRole: self-signed certificate/,
      );
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }).timeout(600_000);

  it("runs the command of an External profile in the command-line tool's file", async () => {
    const script = join(home, "login.js");
    const answer = { mode: "StsToken", access_key_id: "k", access_key_secret: "s", sts_token: "t" };
    writeFileSync(script, `console.log(${JSON.stringify(JSON.stringify(answer))})`);
    mkdirSync(join(home, ".aliyun"), { recursive: true });
    const profile = { name: "p", mode: "External", process_command: `"${process.execPath}" "${script}"` };
    writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ current: "p", profiles: [profile] }));
    const expected = { accessKeyId: "k", accessKeySecret: "s", securityToken: "t" };
    assert.deepEqual(JSON.parse(await resolveInChild(home, { "alicloud:profile": "p" })), expected);
    assert.deepEqual(JSON.parse(await resolveInChild(home, {})), expected);
  }).timeout(600_000);

  it("reports that ECS metadata is disabled if an ECS role is configured", async () => {
    assert.equal(
      await resolveInChild(home, { "alicloud:ecsRoleName": "r" }),
      "[credentials] ECS role from stack config alicloud:ecsRoleName: IMDS credentials is disabled",
    );
  }).timeout(600_000);
});

function enc(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}
