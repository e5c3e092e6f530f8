import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DbsError } from "../../../../provider/core/errors";
import { readProfileFile } from "../../../../provider/wire/credentials/profiles/profileFile";
import { answerCredentials, session } from "../../../support/wire/answerCredentials";
import { configuredCredentials as source, type Texts } from "../../../support/wire/configuredCredentials";

const CLI = ".aliyun/config.json";
const SDK = ".alibabacloud/credentials";
const OFF = { ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true" };
const PROFILE = { name: "default", mode: "AK", access_key_id: "json", access_key_secret: "s" };
const JSON_TEXT = JSON.stringify({ current: "default", profiles: [PROFILE] });
const INI_TEXT = "[default]\ntype=access_key\naccess_key_id=ini\naccess_key_secret=s\n";

describe("a credentials file", () => {
  let home = "";
  beforeEach(() => {
    home = realpathSync(mkdtempSync(join(tmpdir(), "dbs-files-")));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  function write(path: string, content: string | Buffer): string {
    const file = join(home, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  }

  const idOf = async (stack: Texts = {}, environment: Texts = {}) =>
    (await source(stack, { HOME: home, ...OFF, ...environment }).resolve()).accessKeyId;

  async function refusal(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(
      (value) => assert.fail(`accepted: ${JSON.stringify(value)}`),
      (reason: DbsError) => reason,
    );
    assert.equal(error.kind, "credentials", error.stack);
    return error.message;
  }

  const EMPTY: [string, string][] = [
    ["no bytes", ""],
    ["white space only", " \n"],
    ["the JSON value null", "null"],
    ["an empty object", "{}"],
    ["an empty list of profiles", '{"current":"default","profiles":[]}'],
    ["null in place of its list of profiles", '{"profiles":null}'],
    ["comments only", "# a comment\n"],
  ];
  for (const [what, content] of EMPTY) {
    it(`is passed over by the default chain if it holds ${what}`, async () => {
      write(CLI, content);
      write(SDK, INI_TEXT);
      assert.equal(await idOf(), "ini");
      write(SDK, content);
      assert.match(
        await refusal(idOf()),
        /config\.json: the file has no profiles; .*credentials: the file has no profiles/,
      );
      assert.match(await refusal(idOf({ "alicloud:profile": "p" })), /~\/\.aliyun\/config\.json has no profiles$/);
    });
  }

  it("is not one of the working directory if the home directory is empty or relative", async () => {
    const [directory, real] = [process.cwd(), process.env.HOME];
    write(CLI, JSON_TEXT);
    write(SDK, INI_TEXT);
    process.chdir(home);
    try {
      for (const HOME of ["", "."]) {
        process.env.HOME = HOME;
        assert.match(
          await refusal(idOf({}, { HOME })),
          /config\.json: there is no home directory; .*no home directory/,
        );
        assert.match(
          await refusal(idOf({ "alicloud:profile": "default" }, { HOME })),
          /there is no home directory; set/,
        );
        const below = { "alicloud:profile": "default", "alicloud:sharedCredentialsFile": `~/${CLI}` };
        assert.match(await refusal(idOf(below, { HOME })), /there is no home directory; set HOME/);
      }
      assert.equal(await idOf({}, { HOME: "", USERPROFILE: home }), "json");
    } finally {
      process.chdir(directory);
      process.env.HOME = real;
    }
  });

  it("may be named from the home directory on", async () => {
    write("keys.json", JSON_TEXT);
    assert.equal(await idOf({ "alicloud:sharedCredentialsFile": "~/keys.json" }), "json");
  });

  it("may begin with a byte order mark, as may a token file", async () => {
    write(CLI, `\ufeff${JSON_TEXT}`);
    assert.equal(await idOf(), "json");
    const file = write("ini", `\ufeff${INI_TEXT}`);
    assert.equal(await idOf({}, { ALIBABA_CLOUD_CREDENTIALS_FILE: file }), "ini");
    const { send, requests } = answerCredentials(() => ({ body: { Credentials: session("role") } }));
    const role = { oidcProviderArn: "p", roleArn: "r", oidcTokenFile: write("token", "\ufefftoken-1\n") };
    await source({ "alicloud:assumeRoleWithOidc": JSON.stringify(role) }, {}, send).resolve();
    assert.equal(requests[0]?.bodyForm?.OIDCToken, "token-1");
  });

  it("is refused with the reason if it is UTF-16, as is a token file", async () => {
    const reason = /: the file is UTF-16 or binary; save it as UTF-8$/;
    const little = Buffer.from(`\ufeff${JSON_TEXT}`, "utf16le");
    const big = Buffer.from(little).swap16();
    for (const content of [little, big, little.subarray(2), big.subarray(2)]) {
      write(CLI, content);
      assert.match(await refusal(idOf()), reason);
      const role = { oidcProviderArn: "p", roleArn: "r", oidcTokenFile: join(home, CLI) };
      assert.match(await refusal(source({ "alicloud:assumeRoleWithOidc": JSON.stringify(role) }).resolve()), reason);
    }
  });

  it("is read again after a moment if it is half written, and refused if it still does not parse", async () => {
    for (const [first, second] of [
      [JSON_TEXT.slice(0, 40), JSON_TEXT],
      ["", JSON_TEXT],
      ["", INI_TEXT],
    ] as const) {
      const contents = [first, second];
      const file = await readProfileFile("f", "f", async () => Buffer.from(contents.shift() ?? ""));
      assert.equal(file.profile().name, "default");
      assert.equal(contents.length, 0);
    }
    const half = readProfileFile("f", "the file", async () => Buffer.from(JSON_TEXT.slice(0, 40)));
    assert.match(await refusal(half), /^\[credentials\] the file is neither valid JSON nor INI$/);
  });

  it("may hold words that every object of JavaScript has, where they mean nothing", async () => {
    for (const word of ["constructor", "__proto__", "toString", "hasOwnProperty"]) {
      write(CLI, `{"profiles":[{"name":"default","mode":"${word}"}]}`);
      assert.match(await refusal(idOf()), /mode has a value that is not supported; use one of AK, StsToken, /);
      write(CLI, `{"profiles":[{"name":"${word}","mode":"AK","access_key_id":"${word}","access_key_secret":"s"}]}`);
      assert.equal(await idOf({ "alicloud:profile": word }), word);
      const file = write("ini", `[default]\ntype=${word}\n${word}=x\n[${word}]\ntype=access_key\n`);
      const inIni = (name: string) => idOf({ "alicloud:profile": name }, { ALIBABA_CLOUD_CREDENTIALS_FILE: file });
      assert.match(await refusal(inIni("default")), /type has a value that is not supported; use one of access_key, /);
      assert.match(await refusal(inIni(word)), /needs access_key_id, access_key_secret$|has no profile of the name/);
    }
  });
});
