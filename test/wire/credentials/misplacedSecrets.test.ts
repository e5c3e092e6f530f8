import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../provider/core/errors";
import { chooseSource } from "../../../provider/wire/credentials/chooseSource";
import { defaultRegion } from "../../../provider/wire/credentials/defaultRegion";
import { answerCredentials } from "../../support/wire/answerCredentials";
import { configuredCredentials, type Texts } from "../../support/wire/configuredCredentials";

const SECRET = "TOPSECRET";
const KEYS = { access_key_id: `${SECRET}-id`, access_key_secret: SECRET };
const LIST = JSON.stringify([{ name: "default", mode: "AK", ...KEYS }]);
const FILE = JSON.stringify({ current: "default", profiles: [{ name: "default", mode: "AK", ...KEYS }] }, null, 2);
const INI = `[default]\ntype = access_key\naccess_key_id = ${SECRET}\naccess_key_secret = ${SECRET}\n`;
const JWT = `eyJhbGciOiJSUzI1NiJ9.${SECRET}.c2lnbmF0dXJl`;
const OFF = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
const POD = {
  ALIBABA_CLOUD_ROLE_ARN: "acs:ram::1:role/r",
  ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "acs:ram::1:oidc-provider/p",
};

/**
 * A secret in the wrong place: the settings, the content of the command-line tool's file, and the expected message. With
 * `lookup`, no host is found, and the look-up fails with this code.
 */
interface Misplaced {
  what: string;
  stack?: Texts;
  environment?: Texts;
  file?: string;
  lookup?: string;
  message: RegExp;
}

const inProfile = (fields: object, more: object[] = []) =>
  JSON.stringify({ current: "default", profiles: [{ name: "default", ...fields }, ...more] });
const inIniFile = (text: string) => ({ file: text });

const CASES: Misplaced[] = [
  {
    what: "a bare list in the command-line tool's file",
    file: LIST,
    message: /~\/\.aliyun\/config\.json is a list; expected an object with "current" and "profiles"$/,
  },
  { what: "a bare list that is cut off", file: LIST.slice(0, -3), message: /is neither valid JSON nor INI$/ },
  { what: "a file that is cut off", file: FILE.slice(0, -3), message: /is neither valid JSON nor INI$/ },
  { what: "a file that is a string", file: JSON.stringify(SECRET), message: /is a string; expected an object/ },
  { what: "a file that is only keys", file: JSON.stringify(KEYS), message: /has no "profiles" list; expected/ },
  { what: "a file that is a word", stack: { "alicloud:profile": "p" }, file: SECRET, message: /has no profiles$/ },
  ...[FILE, INI, LIST, SECRET, `${SECRET}/${SECRET}`, "x".repeat(5_000) + SECRET].map((content, i) => ({
    what: `the content of a credentials file in place of its path (${i + 1})`,
    environment: { ALIBABA_CLOUD_CREDENTIALS_FILE: content },
    message:
      /the credentials file that environment variable ALIBABA_CLOUD_CREDENTIALS_FILE names \(not shown, because it does not look like an absolute path\): can't read it \((ENOENT|ENAMETOOLONG)\)$/,
  })),
  ...[JWT, JWT + "x".repeat(5_000)].flatMap((token, i) => [
    {
      what: `a token in place of the token file's path in a pod (${i + 1})`,
      environment: { ...POD, ALIBABA_CLOUD_OIDC_TOKEN_FILE: token },
      message: /the token file that ALIBABA_CLOUD_OIDC_TOKEN_FILE names \(not shown, .*can't read it \(EN\w+\)$/,
    },
    {
      what: `a token in place of the token file's path in the setting (${i + 1})`,
      stack: { "alicloud:assumeRoleWithOidc": JSON.stringify({ oidcTokenFile: token }) },
      environment: POD,
      message: /alicloud:assumeRoleWithOidc: the token file that oidcTokenFile names \(not shown, /,
    },
    {
      what: `a token in place of the token file's path in a profile (${i + 1})`,
      file: inProfile({ mode: "OIDC", ram_role_arn: "a", oidc_provider_arn: "p", oidc_token_file: token }),
      message: /profile "default" in .*: the token file that oidc_token_file names \(not shown, /,
    },
  ]),
  {
    what: "a secret in place of a profile's name",
    stack: { "alicloud-dbs:profile": SECRET },
    file: FILE,
    message: /has no profile of the name that stack config alicloud-dbs:profile gives; it has one other profile$/,
  },
  {
    what: "a secret as the current profile",
    file: JSON.stringify({ current: SECRET, profiles: [{ name: "default", ...KEYS }] }),
    message: /has no profile of the name that its "current" gives; it has one other profile$/,
  },
  {
    what: "secrets as the names of profiles",
    file: JSON.stringify({ profiles: [{ name: SECRET }, { name: `${SECRET}2` }] }),
    message: /has no profile "default"; it has 2 others, of which a setting can name one$/,
  },
  {
    what: "a secret as the name of a section",
    ...inIniFile(`[${SECRET}]\naccess_key_id = k\n[b]\naccess_key_id = k\n`),
    message: /has no profile "default"; it has 2 others/,
  },
  {
    what: "a secret as a profile's mode",
    file: inProfile({ mode: SECRET, ...KEYS }),
    message: /mode has a value that is not supported; use one of AK, StsToken, .*External$/,
  },
  {
    what: "a secret as a section's type",
    ...inIniFile(`[default]\ntype = ${SECRET}\naccess_key_id = k\n`),
    message: /type has a value that is not supported; use one of access_key, ecs_ram_role, ram_role_arn$/,
  },
  {
    what: "a secret as the source profile",
    file: inProfile({ mode: "ChainableRamRoleArn", source_profile: SECRET, ram_role_arn: "a" }),
    message: /profile "default" in .*: source_profile does not name a profile of this file$/,
  },
  {
    what: "a secret as a role's description",
    stack: { "alicloud:accessKey": "k", "alicloud:secretKey": "s", "alicloud:assumeRole": SECRET },
    message: /alicloud:assumeRole: the value is not JSON; /,
  },
  {
    what: "a secret as the name of a role's member",
    stack: { "alicloud:assumeRoleWithOidc": JSON.stringify({ [SECRET]: "x" }) },
    message: /alicloud:assumeRoleWithOidc: a member of the object is not known; use any of oidcProviderArn, /,
  },
  {
    what: "a secret as the length of a session",
    stack: { "alicloud:assumeRoleWithOidc": JSON.stringify({ sessionExpiration: SECRET }) },
    message: /sessionExpiration is not a number; use a whole number of seconds from 900 to 43200$/,
  },
  {
    what: "a secret as the name of an ECS role",
    stack: { "alicloud:ecsRoleName": SECRET },
    message: /ECS role from stack config alicloud:ecsRoleName: get sts token failed \(HTTP 404, Bad: no …\)$/,
  },
  {
    what: "a secret as a role's ARN",
    file: inProfile({ mode: "RamRoleArn", access_key_id: "k", access_key_secret: "s", ram_role_arn: SECRET }),
    message: /refresh session token failed \(HTTP 404, Bad: no …\)$/,
  },
  {
    what: "a session in place of a credentials URI",
    stack: { "alicloud:credentialsUri": JSON.stringify({ AccessKeySecret: SECRET }) },
    message: /alicloud:credentialsUri: the URI is not an http or https URL$/,
  },
  ...["ENOTFOUND", "EAI_AGAIN"].flatMap((lookup) => [
    {
      what: `the host of a credentials URI (${lookup})`,
      stack: { "alicloud:credentialsUri": `http://${SECRET}/x` },
      lookup,
      message: new RegExp(`alicloud:credentialsUri: getaddrinfo ${lookup}$`),
    },
    {
      what: `the host of STS in a profile (${lookup})`,
      file: inProfile({ mode: "RamRoleArn", ...KEYS, ram_role_arn: "acs:ram::1:role/r", sts_endpoint: SECRET }),
      lookup,
      message: new RegExp(`profile "default" in ~/.aliyun/config.json: getaddrinfo ${lookup}$`),
    },
  ]),
];

describe("a secret in the wrong place", () => {
  let home = "";
  before(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-secrets-"));
    mkdirSync(join(home, ".aliyun"));
  });
  after(() => rmSync(home, { recursive: true }));

  for (const { what, stack = {}, environment = {}, file, lookup, message } of CASES) {
    it(`is not shown if it is ${what}`, async () => {
      writeFileSync(join(home, ".aliyun", "config.json"), file ?? "");
      const { send } = answerCredentials((request) => {
        const { hostname } = new URL(request.toRequestURL());
        return lookup === undefined
          ? { status: 404, body: { Code: "Bad", Message: `no ${SECRET}` } }
          : Object.assign(new Error(`getaddrinfo ${lookup} ${hostname}`), { code: lookup, hostname });
      });
      const shown: string[] = [];
      await assert.rejects(
        async () => {
          const source = configuredCredentials(stack, { HOME: home, ...OFF, ...environment }, send);
          shown.push(source.description);
          await source.resolve();
        },
        (error: DbsError) => {
          shown.push(error.message, error.stack ?? "", JSON.stringify(error));
          assert.equal(error.kind, lookup === undefined ? "credentials" : "unavailable");
          assert.match(error.message, message);
          return true;
        },
      );
      for (const text of shown) assert.doesNotMatch(text, new RegExp(SECRET, "i"));
    });
  }

  it("is not shown if it is the region in a profile", async () => {
    const file = join(home, "regions.json");
    writeFileSync(file, JSON.stringify({ profiles: [{ name: "default", region_id: SECRET }] }));
    const credentials = chooseSource(undefined, { ALIBABA_CLOUD_CREDENTIALS_FILE: file });
    await assert.rejects(defaultRegion({ credentials }, {}), (error: DbsError) => {
      assert.match(
        error.message,
        /^\[credentials\] profile "default" in .*: region_id is not a region code; use one like/,
      );
      assert.doesNotMatch(error.message, new RegExp(SECRET, "i"));
      return true;
    });
  });

  it("does not keep known words and plain paths from being shown", async () => {
    const shown = async (stack: Texts) => {
      try {
        await configuredCredentials(stack, { HOME: home }).resolve();
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    writeFileSync(join(home, ".aliyun", "config.json"), inProfile({ mode: "RsaKeyPair" }));
    assert.match(
      await shown({ "alicloud:profile": "default" }),
      /profile "default" in .*: mode "RsaKeyPair" is not supp/,
    );
    for (const path of ["/var/run/secrets/ack.alibabacloud.com/rrsa-tokens/token", "~/none/a b.json", "./none.json"]) {
      assert.ok(
        (await shown({ "alicloud:sharedCredentialsFile": path })).includes(`the credentials file ${path} (stack`),
      );
    }
  });
});
