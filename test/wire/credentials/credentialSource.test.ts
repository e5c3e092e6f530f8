import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DbsError } from "../../../provider/core/errors";
import { systemClock } from "../../../provider/wire/systemClock";
import { answerCredentials, session } from "../../support/wire/answerCredentials";
import { configuredCredentials as source, type Texts } from "../../support/wire/configuredCredentials";

const KEYS = { "alicloud:accessKey": "key-1", "alicloud:secretKey": "secret-1" };

describe("credentialSource", () => {
  it("returns the configured keys", async () => {
    const keys = source(KEYS);
    assert.equal(keys.description, "stack config alicloud:accessKey");
    assert.deepEqual(await keys.resolve(), { accessKeyId: "key-1", accessKeySecret: "secret-1" });
  });

  it("returns a configured session token with its keys", async () => {
    const given = { ALICLOUD_ACCESS_KEY: "k", ALICLOUD_SECRET_KEY: "s", ALICLOUD_SECURITY_TOKEN: "t" };
    assert.deepEqual(await source({}, given).resolve(), { accessKeyId: "k", accessKeySecret: "s", securityToken: "t" });
  });

  const parts: [string, Texts, RegExp][] = [
    [
      "a key without its secret",
      { "alicloud-dbs:accessKey": "hush" },
      /alicloud-dbs:accessKey is set without alicloud-dbs:secretKey/,
    ],
    [
      "a secret without its key",
      { "alicloud:secretKey": "hush" },
      /alicloud:secretKey is set without alicloud:accessKey/,
    ],
    ["a token alone", { "alicloud:securityToken": "hush" }, /without alicloud:accessKey and alicloud:secretKey/],
  ];
  for (const [what, stack, message] of parts) {
    it(`refuses ${what}, whatever the environment holds`, () => {
      const environment = { ALICLOUD_ACCESS_KEY: "k", ALICLOUD_SECRET_KEY: "s", ALICLOUD_SECURITY_TOKEN: "t" };
      assert.throws(
        () => source(stack, environment),
        (error: DbsError) => {
          assert.equal(error.kind, "credentials");
          assert.match(error.message, message);
          assert.doesNotMatch(error.message, /hush/);
          return true;
        },
      );
    });
  }

  it("names the environment variables if it refuses a key without its secret", () => {
    assert.throws(
      () => source({}, { ALIBABA_CLOUD_ACCESS_KEY_ID: "k" }),
      /environment variable ALIBABA_CLOUD_ACCESS_KEY_ID is set without ALICLOUD_SECRET_KEY/,
    );
  });

  describe("with a credentials URI", () => {
    let fetches = 0;
    const server = createServer((_request, response) => {
      fetches += 1;
      response.end(JSON.stringify(session(`uri-${fetches}`, new Date(Date.now() + 890_000).toISOString())));
    });
    let uri = "";
    before((done) => {
      server.listen(0, "127.0.0.1", () => {
        uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/credentials`;
        done();
      });
    });
    beforeEach(() => {
      fetches = 0;
    });
    after((done) => {
      server.close(done);
      server.closeAllConnections();
    });

    it("fetches a short session only once for twenty parallel first calls and a hundred pages", async () => {
      const served = source({ "alicloud:credentialsUri": uri });
      assert.equal(served.description, "stack config alicloud:credentialsUri");
      const all = await Promise.all(Array.from({ length: 20 }, () => served.resolve()));
      assert.equal(new Set(all.map(({ accessKeyId }) => accessKeyId)).size, 1);
      for (let page = 0; page < 100; page += 1) {
        await served.resolve();
      }
      assert.equal(fetches, 1);
    });

    it("fetches again when the session is about to expire and after a call to renew", async () => {
      let time = Date.now();
      const clock = { ...systemClock, now: () => time, wallTime: () => time };
      const served = source({}, { ALIBABA_CLOUD_CREDENTIALS_URI: uri }, undefined, clock);
      const first = await served.resolve();
      time += 500_000;
      const second = await served.resolve();
      served.renew(second);
      const third = await served.resolve();
      assert.deepEqual(
        [first, second, third].map(({ securityToken }) => securityToken),
        ["token-uri-1", "token-uri-2", "token-uri-3"],
      );
    });

    it("names the source but not the URI if the connection is refused", async () => {
      const served = source({ "alicloud:credentialsUri": "http://127.0.0.1:1/pass-word" });
      await assert.rejects(served.resolve(), (error: DbsError) => {
        assert.deepEqual([error.kind, error.code], ["unavailable", "ECONNREFUSED"]);
        assert.match(
          error.message,
          /^\[unavailable\] credentials URI from stack config alicloud:credentialsUri: connect ECONNREFUSED/,
        );
        assert.doesNotMatch(error.message, /pass-word/);
        return true;
      });
    });

    it("rejects a value that is not an http or https URL", async () => {
      for (const uri of ["file:///etc/pass-word", "http://a b/pass-word", "pass-word"]) {
        await assert.rejects(
          source({ "alicloud:credentialsUri": uri }).resolve(),
          /the URI is not an http or https URL$/,
        );
      }
    });
  });

  it("serves twenty parallel first calls from one profile in a file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dbs-credentials-"));
    try {
      const file = join(folder, "config.json");
      writeFileSync(
        file,
        JSON.stringify({ profiles: [{ name: "p", mode: "AK", access_key_id: "k", access_key_secret: "s" }] }),
      );
      const profile = source({ "alicloud:profile": "p", "alicloud:sharedCredentialsFile": file });
      const shown = `${file} (stack config alicloud:sharedCredentialsFile)`;
      assert.equal(
        profile.description,
        `the profile from stack config alicloud:profile in the credentials file ${shown}`,
      );
      for (const credentials of await Promise.all(Array.from({ length: 20 }, () => profile.resolve()))) {
        assert.deepEqual(credentials, { accessKeyId: "k", accessKeySecret: "s" });
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("finds the command-line tool's file in the home directory given by the environment", async () => {
    const home = mkdtempSync(join(tmpdir(), "dbs-credentials-"));
    try {
      mkdirSync(join(home, ".aliyun"));
      const profile = { name: "p", mode: "AK", access_key_id: "k", access_key_secret: "s" };
      writeFileSync(join(home, ".aliyun", "config.json"), JSON.stringify({ profiles: [profile] }));
      const found = source({ "alicloud:profile": "p" }, { HOME: home });
      assert.deepEqual(await found.resolve(), { accessKeyId: "k", accessKeySecret: "s" });
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  it("names the setting that points to an unreadable file", async () => {
    const settings = { "alicloud:profile": "p", "alicloud:sharedCredentialsFile": "/nowhere/config.json" };
    await assert.rejects(source(settings).resolve(), {
      kind: "credentials",
      message:
        /the credentials file \/nowhere\/config\.json \(stack config alicloud:sharedCredentialsFile\): can't read it/,
    });
  });

  it("calls ECS metadata for the configured role", async () => {
    const { send, requests } = answerCredentials(({ method }) =>
      method === "PUT" ? { body: "metadata-token" } : { body: { ...session("ecs"), Code: "Success" } },
    );
    const { securityToken } = await source({ "alicloud-dbs:ecsRoleName": "reader" }, {}, send).resolve();
    assert.equal(securityToken, "token-ecs");
    assert.match(
      requests.at(-1)?.toRequestURL() ?? "",
      /^http:\/\/100\.100\.100\.200\/.*\/security-credentials\/reader$/,
    );
  });
});
