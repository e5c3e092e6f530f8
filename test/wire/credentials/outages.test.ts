import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../provider/core/errors";
import type { CredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";
import { answerCredentials, type CredentialAnswer, session } from "../../support/wire/answerCredentials";
import { configuredCredentials as source, type Texts } from "../../support/wire/configuredCredentials";
import { SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const ROLE = "acs:ram::1:role/reader";
const OIDC = { oidcProviderArn: "idp", roleArn: ROLE, oidcToken: "oidc-token" };
const KEYS = { "alicloud:accessKey": "key-1", "alicloud:secretKey": "secret-1" };

const OUTAGES: [string, CredentialAnswer][] = [
  ["503 without a body", { status: 503, body: "" }],
  ["503 with HTML", { status: 503, body: "<html>hush</html>" }],
  ["503 with a code", { status: 503, body: { Code: "ServiceUnavailable", Message: "hush later", RequestId: "R" } }],
  ["429", { status: 429, body: "slow down" }],
  ["400 Throttling.User", { status: 400, body: { Code: "Throttling.User", Message: "Request was denied" } }],
  ["a lost connection", Object.assign(new Error("read ECONNRESET"), { code: "ECONNRESET" })],
];

/** Answers as a healthy STS, credentials URI or metadata service. */
function healthy({ host, method, queries = {} }: CredentialRequest): CredentialAnswer {
  if (queries.Action !== undefined) return { body: { Credentials: session("fresh") } };
  if (host !== "100.100.100.200") return { body: session("fresh") };
  return { body: method === "PUT" ? "metadata-token" : { ...session("fresh"), Code: "Success" } };
}

describe("an outage of what gives credentials", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-outages-"));
    mkdirSync(join(home, ".aliyun"));
    writeFileSync(join(home, "token"), "oidc-token");
    const keys = { access_key_id: "k", access_key_secret: "s" };
    const role = { ram_role_arn: ROLE };
    const oidc = { ...role, oidc_provider_arn: "idp", oidc_token_file: join(home, "token") };
    const profiles = [
      { name: "role", mode: "RamRoleArn", ...keys, ...role },
      { name: "chain", mode: "ChainableRamRoleArn", source_profile: "keys", ...role },
      { name: "keys", mode: "AK", ...keys },
      { name: "oidc", mode: "OIDC", ...oidc },
      { name: "ecs", mode: "EcsRamRole", ram_role_name: "r" },
      { name: "ecs-role", mode: "RamRoleArnWithRoleName", ram_role_name: "r", ...role },
      { name: "uri", mode: "CredentialsURI", credentials_uri: "http://127.0.0.1/x" },
    ];
    writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ current: "role", profiles }));
  });
  after(() => rmSync(home, { recursive: true }));

  const inPod = () => ({
    ALIBABA_CLOUD_ROLE_ARN: ROLE,
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "idp",
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home, "token"),
  });
  const SOURCES: [string, () => [Texts, Texts]][] = [
    ["assumeRole", () => [{ ...KEYS, "alicloud:assumeRole": JSON.stringify({ roleArn: ROLE }) }, {}]],
    ["assumeRoleWithOidc", () => [{ "alicloud:assumeRoleWithOidc": JSON.stringify(OIDC) }, {}]],
    ["an ECS role", () => [{ "alicloud:ecsRoleName": "r" }, {}]],
    ["a credentials URI", () => [{ "alicloud:credentialsUri": "http://127.0.0.1/x" }, {}]],
    ...["role", "chain", "oidc", "ecs", "ecs-role", "uri"].map((name): [string, () => [Texts, Texts]] => [
      `the profile ${name}`,
      () => [{ "alicloud:profile": name }, { HOME: home }],
    ]),
    ["the default chain's OIDC role", () => [{}, { HOME: "/nowhere", ...inPod() }]],
    ["the default chain's profile", () => [{}, { HOME: home }]],
  ];
  for (const [what, settings] of SOURCES) {
    it(`is temporary for ${what}, and the next call succeeds`, async () => {
      for (const [outage, answer] of OUTAGES) {
        let away = true;
        const { send } = answerCredentials((request) => (away ? answer : healthy(request)));
        const credentials = source(...settings(), send);
        await assert.rejects(credentials.resolve(), (error: DbsError) => {
          assert.equal(error.kind, "unavailable", `${outage}: ${error.message}`);
          assert.doesNotMatch(error.message, /<html/);
          return true;
        });
        away = false;
        assert.equal((await credentials.resolve()).accessKeyId, "STS.fresh", outage);
      }
    });
  }

  it("is temporary for ECS metadata in the default chain if the metadata service answers at all", async () => {
    for (const [outage, answer] of OUTAGES.slice(0, 4)) {
      for (const away of ["everything", "the session"]) {
        let healed = false;
        const { send } = answerCredentials((request) =>
          healed || (away === "the session" && request.method === "PUT") ? healthy(request) : answer,
        );
        const credentials = source({}, { HOME: "/nowhere" }, send);
        await assert.rejects(credentials.resolve(), { kind: "unavailable" }, `${outage} for ${away}`);
        healed = true;
        assert.equal((await credentials.resolve()).accessKeyId, "STS.fresh");
      }
    }
  });

  it("is temporary for ECS metadata that gave credentials before, even without any answer", async () => {
    let away = false;
    const lost = Object.assign(new Error("connect EHOSTUNREACH 100.100.100.200:80"), { code: "EHOSTUNREACH" });
    const { send } = answerCredentials((request) => (away ? lost : healthy(request)));
    const credentials = source({}, { HOME: "/nowhere" }, send);
    const first = await credentials.resolve();
    away = true;
    credentials.renew(first);
    await assert.rejects(credentials.resolve(), { kind: "unavailable" });
    const elsewhere = source({}, { HOME: "/nowhere" }, send);
    await assert.rejects(elsewhere.resolve(), { kind: "credentials", message: /no credentials found/ });
  });

  it("takes an instance without a role for one without credentials", async () => {
    const { send } = answerCredentials(() => ({ status: 404, body: "<html>Not Found</html>" }));
    await assert.rejects(source({}, { HOME: "/nowhere" }, send).resolve(), {
      kind: "credentials",
      message: /\(6\) ECS metadata: get role name failed \(HTTP 404\)/,
    });
  });

  it("never leads the default chain to another source that was not used until now", async () => {
    const other = mkdtempSync(join(tmpdir(), "dbs-outages-"));
    mkdirSync(join(other, ".aliyun"));
    const file = join(other, ".aliyun", "config.json");
    const profile = { name: "default", mode: "AK", access_key_id: "k", access_key_secret: "s" };
    writeFileSync(file, JSON.stringify({ profiles: [profile] }));
    const { send, requests } = answerCredentials(healthy);
    const credentials = source({}, { HOME: other }, send);
    const first = await credentials.resolve();
    rmSync(other, { recursive: true });
    credentials.renew(first);
    await assert.rejects(credentials.resolve(), /~\/\.aliyun\/config\.json, used until now: file not found$/);
    assert.equal(requests.length, 0);
  });

  it("does not end a call", async () => {
    for (const [outage, answer] of OUTAGES) {
      let asked = 0;
      const { send } = answerCredentials((request) => {
        asked += 1;
        return asked === 1 ? answer : healthy(request);
      });
      const service = scriptedService([SUCCESS]);
      Object.assign(service.credentials, source(...(SOURCES[0]?.[1]() ?? [{}, {}]), send));
      assert.equal(await service.call(), "done", outage);
      assert.deepEqual([asked, service.sent.length, service.clock.slept.length], [2, 1, 1], outage);
    }
  });
});
