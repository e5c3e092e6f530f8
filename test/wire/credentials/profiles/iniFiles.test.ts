import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProfileCredentialsProvider } from "@alicloud/credentials";
import { parseProfiles } from "../../../../provider/wire/credentials/profiles/parseProfiles";
import { answerCredentials, session } from "../../../support/wire/answerCredentials";
import { configuredCredentials as source } from "../../../support/wire/configuredCredentials";

const README = join(__dirname, "../../../../node_modules/@alicloud/credentials/README.md");

describe("an INI file of the cloud's SDKs", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dbs-ini-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  const keysOf = async (content: string, name = "default") => {
    const file = join(folder, "credentials");
    writeFileSync(file, content);
    const settings = { "alicloud:profile": name, "alicloud:sharedCredentialsFile": file };
    const { accessKeyId, accessKeySecret } = await source(settings).resolve();
    return [accessKeyId, accessKeySecret];
  };

  it("may be the example of the credentials library's own README", async () => {
    const [, example = ""] = /```ini\n(.*?)```/s.exec(readFileSync(README, "utf8")) ?? [];
    assert.match(example, /^\[default\] +# Default credential\ntype = access_key +# /);
    assert.deepEqual(await keysOf(example), ["foo", "bar"]);
    assert.deepEqual(await keysOf(example.replaceAll("#", ";").replaceAll("\n", "\r\n")), ["foo", "bar"]);
  });

  const VALUES: [string, string, string][] = [
    ["a value with an equals sign", "s=1", "s=1"],
    ["a value before a comment with a number sign", "s # a comment", "s"],
    ["a value before a comment with a semicolon", "s ; a comment", "s"],
    ["a value with comment signs that are escaped", "s\\;1\\#2", "s;1#2"],
    ["a value in double quotes", '"s # 1;"', "s # 1;"],
    ["a value in single quotes", "'s # 1'", "s # 1"],
    ["a value between blanks", "  s\t", "s"],
  ];
  for (const [what, written, read] of VALUES) {
    it(`gives ${what} as the credentials library reads it`, async () => {
      const content = `[default]\ntype = access_key\naccess_key_id = k\naccess_key_secret = ${written}\n`;
      assert.deepEqual(await keysOf(content), ["k", read]);
      const provider = ProfileCredentialsProvider.builder().withProfileName("default").build();
      const variable = "ALIBABA_CLOUD_CREDENTIALS_FILE";
      process.env[variable] = join(folder, "credentials");
      try {
        assert.equal((await provider.getCredentials()).accessKeySecret, read);
      } finally {
        delete process.env[variable];
      }
    });
  }

  it("may have comments, indented headings, several profiles, and dots in their names", async () => {
    const keys = "type = access_key\naccess_key_secret = s\naccess_key_id =";
    const content = `; one\n# two\nstray = x\n  [default]\n${keys} a\n[team.dev]\n${keys} b\n[team] # three\n${keys} c\n`;
    assert.deepEqual(await keysOf(content), ["a", "s"]);
    assert.deepEqual(await keysOf(content, "team.dev"), ["b", "s"]);
    assert.deepEqual(await keysOf(content, "team"), ["c", "s"]);
  });

  it("has profiles of three types", async () => {
    const content =
      "[role]\ntype=ram_role_arn\naccess_key_id=k\naccess_key_secret=s\nrole_arn=arn\nrole_session_name=me\n" +
      "[ecs]\ntype = ecs_ram_role\n; role = x\n#type = y\nrole_name = r\n";
    const file = join(folder, "credentials");
    writeFileSync(file, content);
    const { send, requests } = answerCredentials(() => ({ body: { Credentials: session("role") } }));
    const settings = { "alicloud:profile": "role", "alicloud:sharedCredentialsFile": file };
    await source(settings, {}, send).resolve();
    assert.deepEqual([requests[0]?.bodyForm?.RoleArn, requests[0]?.bodyForm?.RoleSessionName], ["arn", "me"]);
    const parsed = parseProfiles(content);
    assert.ok(typeof parsed !== "string");
    assert.deepEqual(parsed.profiles.get("ecs"), { type: "ecs_ram_role", mode: "EcsRamRole", ram_role_name: "r" });
  });
});
