import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../../provider/core/errors";
import { profileCredentials } from "../../../../provider/wire/credentials/profiles/profileCredentials";
import { readProfileFile } from "../../../../provider/wire/credentials/profiles/profileFile";
import { answerCredentials, session } from "../../../support/wire/answerCredentials";

const KEYS = { access_key_id: "k", access_key_secret: "hush-hush" };
const sts = () => answerCredentials(() => ({ body: { Credentials: session("role") } }));

describe("profileCredentials", () => {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "dbs-profiles-"));
  });
  after(() => rmSync(folder, { recursive: true }));

  function write(content: string): string {
    const file = join(folder, "file");
    writeFileSync(file, content);
    return file;
  }

  const json = (profiles: object[], current?: string) => write(JSON.stringify({ current, profiles }));

  /** Reads a profile that a setting names, or else the file's current profile. */
  async function readProfile(file: string, name?: string) {
    return (await readProfileFile(file, file)).profile(
      name === undefined ? undefined : { value: name, source: "NAME" },
    );
  }

  /** Fetches credentials from a file with a single profile. */
  async function give(profile: object, send = sts().send) {
    return profileCredentials(await readProfile(json([{ name: "p", ...profile }]), "p"), undefined)(send);
  }

  async function refusal(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(
      () => assert.fail("accepted"),
      (reason: DbsError) => reason,
    );
    assert.equal(error.kind, "credentials", error.stack);
    assert.doesNotMatch(error.message, /hush/);
    return error.message;
  }

  it("returns the keys, and the token if there is a session", async () => {
    assert.deepEqual(await give({ mode: "AK", ...KEYS, sts_token: "" }), {
      accessKeyId: "k",
      accessKeySecret: "hush-hush",
    });
    assert.deepEqual(await give({ mode: "StsToken", ...KEYS, sts_token: "t" }), {
      accessKeyId: "k",
      accessKeySecret: "hush-hush",
      securityToken: "t",
    });
  });

  it("assumes the role of a RamRoleArn profile with the profile's options", async () => {
    const { send, requests } = sts();
    const role = {
      ram_role_arn: "arn",
      ram_session_name: "me",
      policy: "{}",
      expired_seconds: 1200,
      external_id: "e",
      sts_region: "cn-beijing",
    };
    assert.equal((await give({ mode: "RamRoleArn", ...KEYS, ...role }, send)).securityToken, "token-role");
    const [{ host, queries, bodyForm }] = requests as [(typeof requests)[0]];
    assert.deepEqual([host, queries.AccessKeyId], ["sts.cn-beijing.aliyuncs.com", "k"]);
    assert.deepEqual(
      { ...bodyForm },
      { RoleArn: "arn", ExternalId: "e", RoleSessionName: "me", Policy: "{}", DurationSeconds: "1200" },
    );
  });

  for (const [field, value, host] of [
    ["sts_endpoint", "sts-vpc.cn-shanghai.aliyuncs.com", "sts-vpc.cn-shanghai.aliyuncs.com"],
    ["enable_vpc", true, "sts-vpc.cn-beijing.aliyuncs.com"],
  ] as const) {
    it(`calls STS at the host that ${field} selects`, async () => {
      const { send, requests } = sts();
      await give({ mode: "RamRoleArn", ...KEYS, ram_role_arn: "arn", sts_region: "cn-beijing", [field]: value }, send);
      assert.equal(requests[0]?.host, host);
    });
  }

  it("follows source_profile of a ChainableRamRoleArn profile through several profiles", async () => {
    const { send, requests } = sts();
    const file = json([
      { name: "a", mode: "ChainableRamRoleArn", source_profile: "b", ram_role_arn: "arn-a" },
      { name: "b", mode: "ChainableRamRoleArn", source_profile: "c", ram_role_arn: "arn-b" },
      { name: "c", mode: "AK", ...KEYS },
    ]);
    await profileCredentials(await readProfile(file, "a"), undefined)(send);
    assert.deepEqual(
      requests.map(({ queries, bodyForm }) => [queries.AccessKeyId, bodyForm?.RoleArn]),
      [
        ["k", "arn-b"],
        ["STS.role", "arn-a"],
      ],
    );
  });

  it("rejects source_profile fields that form a cycle", async () => {
    const file = json([
      { name: "a", mode: "ChainableRamRoleArn", source_profile: "b", ram_role_arn: "x" },
      { name: "b", mode: "ChainableRamRoleArn", source_profile: "a", ram_role_arn: "x" },
    ]);
    const profile = await readProfile(file, "a");
    assert.throws(() => profileCredentials(profile, undefined), /source_profile forms a cycle: a -> b -> a$/);
  });

  it("calls ECS metadata in the modes EcsRamRole and RamRoleArnWithRoleName", async () => {
    const server = answerCredentials(({ method, host }) =>
      host === "100.100.100.200"
        ? { body: method === "PUT" ? "metadata-token" : { ...session("ecs"), Code: "Success" } }
        : { body: { Credentials: session("role") } },
    );
    assert.equal((await give({ mode: "EcsRamRole", ram_role_name: "r" }, server.send)).securityToken, "token-ecs");
    const role = { ram_role_name: "r", ram_role_arn: "arn" };
    assert.equal((await give({ mode: "RamRoleArnWithRoleName", ...role }, server.send)).securityToken, "token-role");
    assert.equal(server.requests.at(-1)?.queries.AccessKeyId, "STS.ecs");
  });

  it("reads the token file of an OIDC profile and the URI of a CredentialsURI profile", async () => {
    const { send, requests } = sts();
    const token = join(folder, "token");
    writeFileSync(token, "oidc-token");
    await give({ mode: "OIDC", oidc_provider_arn: "idp", oidc_token_file: token, ram_role_arn: "arn" }, send);
    assert.equal(requests[0]?.bodyForm?.OIDCToken, "oidc-token");
    const served = answerCredentials(() => ({ body: session("uri") }));
    const uri = { mode: "CredentialsURI", credentials_uri: "http://127.0.0.1/x" };
    assert.equal((await give(uri, served.send)).securityToken, "token-uri");
  });

  it("names the fields that a profile's mode needs but lacks, and never takes them from elsewhere", async () => {
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = "secret of another identity";
    try {
      for (const mode of ["AK", "RamRoleArn"]) {
        assert.match(
          await refusal(give({ mode, access_key_id: "k", ram_role_arn: "arn" })),
          new RegExp(`profile "p" in .*: mode ${mode} needs access_key_secret$`),
        );
      }
    } finally {
      delete process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET;
    }
    assert.match(await refusal(give({ mode: "StsToken", ...KEYS })), /needs sts_token$/);
    assert.match(await refusal(give({ mode: "RamRoleArn", ...KEYS })), /needs ram_role_arn$/);
    assert.match(await refusal(give({ mode: "OIDC" })), /needs oidc_provider_arn, oidc_token_file, ram_role_arn$/);
  });

  it("names an unsupported mode and lists the supported ones", async () => {
    const message = await refusal(give({ mode: "RsaKeyPair", ...KEYS }));
    assert.match(
      message,
      /profile "p" in .*: mode "RsaKeyPair" is not supported; use one of AK, StsToken, .*External$/,
    );
  });

  it("rejects a profile in another file if its mode writes to the command-line tool's file", async () => {
    for (const mode of ["CloudSSO", "OAuth", "External"]) {
      assert.match(
        await refusal(give({ mode, process_command: "true" })),
        /mode \w+ works only for profiles in ~\/\.aliyun\/config\.json$/,
      );
    }
  });

  it("uses the file's current profile if none is named", async () => {
    const profiles = [
      { name: "default", mode: "AK" },
      { name: "b", mode: "AK" },
    ];
    assert.equal((await readProfile(json(profiles, "b"))).name, "b");
    assert.equal((await readProfile(json(profiles))).name, "default");
  });
});
