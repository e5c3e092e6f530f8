import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { answerCredentials, session } from "../../support/wire/answerCredentials";
import { configuredCredentials as source } from "../../support/wire/configuredCredentials";

const ENDPOINTS = { "alicloud:endpoints": JSON.stringify([{ sts: "sts.example" }]) };

describe("the configured STS endpoint", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-sts-"));
    mkdirSync(join(home, ".aliyun"));
    writeFileSync(join(home, "token"), "oidc-token");
    const keys = { access_key_id: "k", access_key_secret: "s" };
    const profiles = [
      { name: "role", mode: "RamRoleArn", ...keys, ram_role_arn: "arn", sts_endpoint: "sts.of.the.profile" },
      { name: "chain", mode: "ChainableRamRoleArn", source_profile: "role", ram_role_arn: "arn-2", sts_region: "x" },
    ];
    writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ current: "chain", profiles }));
  });
  after(() => rmSync(home, { recursive: true }));

  for (const [what, stack, environment, calls] of [
    ["a configured profile", { "alicloud:profile": "role" }, {}, 1],
    ["a configured profile that assumes its role with another one", { "alicloud:profile": "chain" }, {}, 2],
    ["the default chain's profile", {}, {}, 2],
    ["the default chain's OIDC role", {}, { ALIBABA_CLOUD_ROLE_ARN: "arn", ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "p" }, 1],
  ] as const) {
    it(`is the one that is called for ${what}`, async () => {
      const { send, requests } = answerCredentials(() => ({ body: { Credentials: session("role") } }));
      const variables = { HOME: home, ALIBABA_CLOUD_OIDC_TOKEN_FILE: join(home, "token"), ...environment };
      await source({ ...ENDPOINTS, ...stack }, variables, send).resolve();
      assert.deepEqual(
        requests.map(({ host }) => host),
        Array(calls).fill("sts.example"),
      );
    });
  }
});
