import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DbsError } from "../../../provider/core/errors";
import { defaultChain } from "../../../provider/wire/credentials/defaultChain";
import { answerCredentials, session } from "../../support/wire/answerCredentials";

const OFF = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };

describe("defaultChain", () => {
  let home = "";
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "dbs-home-"));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function write(path: string, content: string | object): string {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }

  const cli = (profile: object) =>
    write(".aliyun/config.json", { current: "p", profiles: [{ name: "p", ...profile }] });
  const ini = () =>
    write(".alibabacloud/credentials", "[default]\ntype=access_key\naccess_key_id=ini\naccess_key_secret=s\n");
  const oidc = () => ({
    ALIBABA_CLOUD_ROLE_ARN: "arn",
    ALIBABA_CLOUD_OIDC_PROVIDER_ARN: "idp",
    ALIBABA_CLOUD_OIDC_TOKEN_FILE: write("token", "oidc-token"),
  });
  const answers = () =>
    answerCredentials(({ host, method }) =>
      host === "100.100.100.200"
        ? { body: method === "PUT" ? "t" : { ...session("ecs"), Code: "Success" } }
        : { body: { Credentials: session("oidc") } },
    );
  const id = async (environment: object, send = answers().send) =>
    (await defaultChain({ HOME: home, ...environment })(send)).accessKeyId;

  it("tries the OIDC role, the command-line tool's file, the INI file and ECS metadata in this order", async () => {
    const environment = oidc();
    cli({ mode: "AK", access_key_id: "cli", access_key_secret: "s" });
    ini();
    assert.equal(await id(environment), "STS.oidc");
    assert.equal(await id({}), "cli");
    assert.equal(await id({ ALIBABA_CLOUD_CLI_PROFILE_DISABLED: "TRUE" }), "ini");
    rmSync(join(home, ".aliyun"), { recursive: true });
    assert.equal(await id({}), "ini");
    rmSync(join(home, ".alibabacloud"), { recursive: true });
    assert.equal(await id({}), "STS.ecs");
  });

  it("skips the empty profile that the command-line tool has before it is set up", async () => {
    cli({ mode: "AK", access_key_id: "", access_key_secret: "" });
    ini();
    assert.equal(await id({}), "ini");
  });

  it("tries no other source after a source that is set up has failed", async () => {
    const refusing = answerCredentials(() => ({ status: 400, body: { Code: "EntityNotExist.Role", Message: "gone" } }));
    const environment = oidc();
    cli({ mode: "AK", access_key_id: "cli" });
    ini();
    await assert.rejects(id(environment, refusing.send), /OIDC role from the environment .*EntityNotExist\.Role: gone/);
    await assert.rejects(id({}), /profile "p" in ~\/\.aliyun\/config\.json: mode AK needs access_key_secret/);
    write(".aliyun/config.json", "{");
    await assert.rejects(id({}), /~\/\.aliyun\/config\.json is neither valid JSON nor INI/);
  });

  it("lists the places that it checked, in order, on every call that finds nothing", async () => {
    const away = answerCredentials(() =>
      Object.assign(new Error("connect ENETUNREACH 100.100.100.200:80GET http://x"), { code: "ENETUNREACH" }),
    );
    const chain = defaultChain({ HOME: home, ALIBABA_CLOUD_ROLE_ARN: "arn" });
    const messages: string[] = [];
    for (let i = 0; i < 2; i += 1) {
      await assert.rejects(chain(away.send), (error: DbsError) => {
        assert.equal(error.kind, "credentials");
        messages.push(error.message);
        return true;
      });
    }
    assert.match(
      messages[0] ?? "",
      /^\[credentials\] no credentials found\. .*\(1\) stack config .*\(2\) environment .*\(3\) OIDC role from the environment: ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE not set; \(4\) ~\/\.aliyun\/config\.json: file not found; \(5\) ~\/\.alibabacloud\/credentials: file not found; \(6\) ECS metadata: connect ENETUNREACH 100\.100\.100\.200.*\. Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY in the environment, /,
    );
    assert.equal(messages[1], messages[0]);
  });

  it("sends no request if ECS metadata is disabled", async () => {
    const { send, requests } = answers();
    await assert.rejects(id(OFF, send), /ECS metadata: disabled by ALIBABA_CLOUD_ECS_METADATA_DISABLED/);
    assert.equal(requests.length, 0);
  });
});
