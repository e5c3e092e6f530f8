import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../provider/core/errors";
import { answerCredentials, session } from "../../support/wire/answerCredentials";
import { configuredCredentials as source, type Texts } from "../../support/wire/configuredCredentials";

const KEYS = { "alicloud:accessKey": "key-1", "alicloud:secretKey": "secret-1" };
const ROLE = "acs:ram::1:role/reader";

describe("credentialSource with a role", () => {
  it("assumes a role with the keys and the token of the base credentials", async () => {
    const sts = answerCredentials(() => ({ body: { Credentials: session("role") } }));
    const assumeRole = { roleArn: ROLE, sessionName: "me", policy: "{}", sessionExpiration: 1800, externalId: "ext" };
    const role = source(
      { ...KEYS, "alicloud:securityToken": "token-1", "alicloud:assumeRole": JSON.stringify(assumeRole) },
      {},
      sts.send,
    );
    assert.equal(
      role.description,
      "the role from stack config alicloud:assumeRole, assumed with stack config alicloud:accessKey",
    );
    const all = await Promise.all(Array.from({ length: 20 }, () => role.resolve()));
    assert.deepEqual(all[0], { accessKeyId: "STS.role", accessKeySecret: "secret-role", securityToken: "token-role" });
    assert.equal(sts.requests.length, 1);
    const [{ queries, bodyForm }] = sts.requests as [(typeof sts.requests)[0]];
    assert.deepEqual([queries.Action, queries.AccessKeyId, queries.SecurityToken], ["AssumeRole", "key-1", "token-1"]);
    const expected = { RoleArn: ROLE, RoleSessionName: "me", Policy: "{}", DurationSeconds: "1800", ExternalId: "ext" };
    assert.deepEqual({ ...bodyForm }, expected);
  });

  it("completes a role from the environment as the existing provider does", async () => {
    const sts = answerCredentials(() => ({ body: { Credentials: session("role") } }));
    const asked = async (stack: Texts, environment: Texts) => {
      await source({ ...KEYS, ...stack }, environment, sts.send).resolve();
      const { RoleArn, RoleSessionName, DurationSeconds } = sts.requests.at(-1)?.bodyForm ?? {};
      return [RoleArn, RoleSessionName, DurationSeconds];
    };
    const environment = {
      ALICLOUD_ASSUME_ROLE_ARN: "arn-env",
      ALICLOUD_ASSUME_ROLE_SESSION_NAME: "name-env",
      ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION: "1200",
    };
    assert.deepEqual(await asked({ "alicloud:assumeRole": "{}" }, environment), ["arn-env", "name-env", "1200"]);
    const aliases = { ALIBABA_CLOUD_ROLE_ARN: "arn-2", ALIBABA_CLOUD_ROLE_SESSION_NAME: "name-2" };
    assert.deepEqual(await asked({ "alicloud:assumeRole": "{}" }, aliases), ["arn-2", "name-2", "3600"]);
    const only = { "alicloud:assumeRole": '{"roleArn":"arn","policy":null,"sessionName":""}' };
    assert.deepEqual(await asked(only, {}), ["arn", "pulumi-alicloud-dbs", "3600"]);
  });

  it("completes an OIDC role from the environment as the existing provider does", async () => {
    const sts = answerCredentials(() => ({ body: { Credentials: session("oidc") } }));
    const environment = {
      ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "idp-env",
      ALIBABA_CLOUD_OIDC_TOKEN: "token-env",
      ALIBABA_CLOUD_ROLE_ARN: "arn-env",
      ALIBABA_CLOUD_ROLE_SESSION_NAME: "name-env",
    };
    await source({ "alicloud:assumeRoleWithOidc": "{}" }, environment, sts.send).resolve();
    const { OIDCProviderArn, OIDCToken, RoleArn, RoleSessionName } = sts.requests[0]?.bodyForm ?? {};
    assert.deepEqual(
      [OIDCProviderArn, OIDCToken, RoleArn, RoleSessionName],
      ["idp-env", "token-env", "arn-env", "name-env"],
    );
  });

  it("does not assume a role that only the environment names", async () => {
    assert.equal((await source(KEYS, { ALICLOUD_ASSUME_ROLE_ARN: ROLE }).resolve()).accessKeyId, "key-1");
  });

  it("calls the STS host in the existing provider's endpoints, over https only", async () => {
    const sts = answerCredentials(() => ({ body: { Credentials: session("role") } }));
    const stack = (endpoint: string) => ({
      ...KEYS,
      "alicloud:assumeRole": JSON.stringify({ roleArn: ROLE }),
      "alicloud:endpoints": JSON.stringify([{ sts: endpoint }]),
    });
    await source(stack("sts-vpc.cn-hangzhou.aliyuncs.com"), {}, sts.send).resolve();
    assert.match(sts.requests[0]?.toRequestURL() ?? "", /^https:\/\/sts-vpc\.cn-hangzhou\.aliyuncs\.com\/\?/);
    for (const endpoint of ["http://127.0.0.1", "evil.example/x"]) {
      assert.throws(
        () => source(stack(endpoint)),
        /^DbsError: \[credentials\] stack config alicloud:endpoints, sts is /,
      );
    }
  });

  it("reports the role's source and the service's reason, but no secret, if STS refuses", async () => {
    const Message =
      "denied to key-1. Specified signature is not matched with our calculation. server string to sign is:POST&%2F&secret-1";
    const sts = answerCredentials(() => ({ status: 403, body: { Code: "NoPermission", Message, RequestId: "R-1" } }));
    const role = source({ ...KEYS, "alicloud:assumeRole": JSON.stringify({ roleArn: ROLE }) }, {}, sts.send);
    await assert.rejects(role.resolve(), (error: DbsError) => {
      assert.deepEqual(
        [error.kind, error.code, error.requestId, error.cause],
        ["credentials", "NoPermission", "R-1", undefined],
      );
      assert.match(
        error.message,
        /stack config alicloud:assumeRole: refresh session token failed \(HTTP 403, NoPermission: denied to …\..*, request id R-1\)/,
      );
      assert.doesNotMatch(error.message, /secret-1|key-1/);
      return true;
    });
  });

  it("assumes a role with a given OIDC token, or with one that it reads from a file for each session", async () => {
    const sts = answerCredentials(() => ({ body: { Credentials: session(`oidc-${sts.requests.length}`) } }));
    const folder = mkdtempSync(join(tmpdir(), "dbs-credentials-"));
    try {
      const file = join(folder, "token");
      const common = { oidcProviderArn: "acs:ram::1:oidc-provider/ci", roleArn: ROLE, roleSessionName: "ci" };
      const stack = (more: object) => ({ "alicloud:assumeRoleWithOidc": JSON.stringify({ ...common, ...more }) });
      await source(stack({ oidcToken: "token-given", oidcTokenFile: "/nowhere" }), {}, sts.send).resolve();
      const elsewhere = { ALIBABA_CLOUD_OIDC_TOKEN: "token-elsewhere" };
      const fromFile = source(
        stack({ oidcTokenFile: file, policy: "{}", sessionExpiration: 900 }),
        elsewhere,
        sts.send,
      );
      for (const token of ["token-a", "token-b\n"]) {
        writeFileSync(file, token);
        fromFile.renew(await fromFile.resolve());
      }
      const bodies = sts.requests.map(({ bodyForm }) => ({ ...bodyForm }));
      assert.deepEqual(
        bodies.map((body) => body.OIDCToken),
        ["token-given", "token-a", "token-b"],
      );
      assert.deepEqual(bodies[1], {
        OIDCProviderArn: common.oidcProviderArn,
        OIDCToken: "token-a",
        RoleArn: ROLE,
        RoleSessionName: "ci",
        Policy: "{}",
        DurationSeconds: "900",
      });
      writeFileSync(file, "\n");
      await assert.rejects(fromFile.resolve(), /the token file .*token \(oidcTokenFile\) is empty/);
      rmSync(file);
      const gone = /alicloud:assumeRoleWithOidc: the token file .*token \(oidcTokenFile\): can't read it \(ENOENT\)/;
      await assert.rejects(fromFile.resolve(), gone);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  const roles: [string, string, string, RegExp][] = [
    ["a role that is not JSON", "assumeRole", "arn", /assumeRole: the value is not JSON;/],
    ["a role that is not an object", "assumeRole", "[]", /assumeRole: the value is not a JSON object;/],
    ["a role without an ARN", "assumeRole", "{}", /assumeRole: roleArn is missing/],
    [
      "an unknown member",
      "assumeRole",
      '{"roleArn":"a","sourceIdentity":"x"}',
      /assumeRole: a member of the object is not known; use any of roleArn, /,
    ],
    ["a member that is a list", "assumeRole", '{"roleArn":["a"]}', /roleArn must be a string or a number/],
    [
      "a session that is too short",
      "assumeRole",
      '{"roleArn":"a","sessionExpiration":899}',
      /sessionExpiration is 899; use a whole number of seconds from 900 to 43200/,
    ],
    ["a session that is too long", "assumeRole", '{"roleArn":"a","sessionExpiration":43201}', /is 43201;/],
    [
      "an OIDC role without any member",
      "assumeRoleWithOidc",
      "{}",
      /missing oidcProviderArn, roleArn, oidcTokenFile \(or oidcToken\)$/,
    ],
    [
      "an OIDC role without its provider",
      "assumeRoleWithOidc",
      '{"roleArn":"a","oidcToken":"t"}',
      /Oidc: missing oidcProviderArn$/,
    ],
    [
      "an OIDC role without an ARN",
      "assumeRoleWithOidc",
      '{"oidcProviderArn":"p","oidcToken":"t"}',
      /Oidc: missing roleArn$/,
    ],
    [
      "an OIDC role without a token",
      "assumeRoleWithOidc",
      '{"oidcProviderArn":"p","roleArn":"a"}',
      /Oidc: missing oidcTokenFile \(or oidcToken\)$/,
    ],
  ];
  for (const [what, key, value, message] of roles) {
    it(`refuses ${what}`, () => {
      assert.throws(
        () => source({ [`alicloud:${key}`]: value }),
        (error: DbsError) => {
          assert.equal(error.kind, "credentials");
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});
