import assert from "node:assert/strict";
import { credentialFailure } from "../../../provider/wire/credentials/credentialFailure";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { runProgram } from "../../support/runProgram";
import { KEYS, recovers, refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

describe("createAttempt", () => {
  describe("when credentials fail", () => {
    for (const [status, code] of [
      [404, "InvalidAccessKeyId.NotFound"],
      [403, "InvalidAccessKeyId.Inactive"],
      [400, "SignatureDoesNotMatch"],
      [400, "IncompleteSignature"],
      [400, "InvalidSecurityToken.MismatchWithAccessKey"],
      [400, "MissingSecurityToken"],
      [undefined, "ERR_INVALID_CHAR"],
    ] as const) {
      const step =
        status === undefined
          ? new TransportFailure(code, 'Invalid character in header content ["authorization"]')
          : refused(status, code);
      it(`does not try again after ${code}`, async () => {
        const { kind, attempts, message } = await scriptedService([step]).failure();
        assert.deepEqual([kind, attempts], ["credentials", 1]);
        assert.match(message, /Check the credentials from stack config alicloud-dbs:accessKey/);
      });
    }

    const sessions = ["old", "new"].map((name) => ({ ...KEYS, securityToken: `session-token-${name}` }));
    const expired = refused(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");

    it("fetches new credentials once if their session has expired", async () => {
      const service = scriptedService([expired, SUCCESS], { sessions });
      assert.equal(await service.call({ maxRetries: 0 }), "done");
      assert.deepEqual(
        service.sent.map(({ headers }) => headers["x-acs-security-token"]),
        ["session-token-old", "session-token-new"],
      );
      const { kind, attempts } = await scriptedService([expired], { sessions }).failure();
      assert.deepEqual([kind, attempts], ["credentials", 2]);
    });

    it("renews the session only once if parallel calls find it expired", async () => {
      const onlyNew: Step = ({ headers }) =>
        headers["x-acs-security-token"] === "session-token-new" ? SUCCESS : expired;
      const service = scriptedService([onlyNew], { sessions });
      await Promise.all(Array.from({ length: 8 }, () => service.call()));
      assert.equal(service.renewals(), 1);
    });

    it("fails with the error of the credential source", async () => {
      const service = scriptedService([SUCCESS]);
      service.credentials.resolve = () => Promise.reject(new Error("[credentials] none"));
      await assert.rejects(service.call(), /^Error: \[credentials\] none$/);
      assert.equal(service.sent.length, 0);
    });

    it("asks the credential source again if it could not be reached", async () => {
      const service = scriptedService([SUCCESS]);
      const { resolve } = service.credentials;
      let asked = 0;
      service.credentials.resolve = () => {
        asked += 1;
        return asked === 1 ? Promise.reject(credentialFailure("STS", new Error("ReadTimeout: 10000."))) : resolve();
      };
      assert.equal(await service.call(), "done");
      assert.deepEqual([asked, service.sent.length, service.clock.slept], [2, 1, [1_000]]);
      service.credentials.resolve = () => Promise.reject(credentialFailure("STS", new Error("ReadTimeout: 10000.")));
      const { kind, message } = await service.failure({ maxRetries: 1 });
      assert.equal(kind, "unavailable");
      assert.match(message, /STS: ReadTimeout/);
    });

    it("does not wait for credentials past the deadline", async () => {
      const service = scriptedService([SUCCESS]);
      service.credentials.resolve = () => new Promise(() => {});
      const { kind, attempts, elapsed } = await service.failure({ deadline: service.clock.now() + 5000 });
      assert.deepEqual([kind, attempts, elapsed], ["timeout", 0, 5000]);
    });
  });

  describe("when the clock is off", () => {
    const hour = 3_600_000;
    const behind = (clock: { now(): number }): Step => ({
      status: 400,
      headers: { date: new Date(clock.now() + hour).toUTCString() },
      body: { RequestId: "r-no", Code: "InvalidTimeStamp.Expired", Message: "expired" },
    });

    it("corrects it from the Date header, for later calls too", async () => {
      const service = scriptedService([() => behind(service.clock), SUCCESS]);
      await service.call({ maxRetries: 0 });
      await service.call();
      assert.deepEqual(
        service.sent.map(({ headers }) => headers["x-acs-date"]),
        ["2026-01-01T00:00:00Z", "2026-01-01T01:00:00Z", "2026-01-01T01:00:00Z"],
      );
    });

    it("reports the offset if the correction does not help", async () => {
      const service = scriptedService([() => behind(service.clock)]);
      const { kind, attempts, message } = await service.failure();
      assert.deepEqual([kind, attempts], ["credentials", 2]);
      assert.match(message, /Set this machine's clock, which is 1h behind the service's$/);
    });

    it("does not correct it without a Date header", async () => {
      const { kind, attempts } = await scriptedService([refused(400, "InvalidTimeStamp.Expired")]).failure();
      assert.deepEqual([kind, attempts], ["credentials", 1]);
    });
  });

  it("tries again at once with a new nonce after SignatureNonceUsed", async () => {
    const { sent } = await recovers(refused(400, "SignatureNonceUsed"), []);
    assert.notEqual(sent[0]?.headers["x-acs-signature-nonce"], sent[1]?.headers["x-acs-signature-nonce"]);
    assert.equal((await scriptedService([refused(400, "SignatureNonceUsed")]).failure()).attempts, 6);
  });

  it("shows no secret and no query, even if the service quotes them", async () => {
    const session = { ...KEYS, securityToken: "session/token+with=signs" };
    const quote: Step = ({ headers, query }) => ({
      status: 400,
      body: {
        Code: "SignatureDoesNotMatch",
        RequestId: headers.authorization,
        Message: `no match for ${headers.authorization} ${new URLSearchParams(query)}; server string to sign is:${JSON.stringify(headers)}`,
      },
    });
    const echo: Step = ({ headers }) => ({ status: 502, body: `<pre>${JSON.stringify([headers, session])}` });
    const service = scriptedService([echo, quote], { sessions: [session] });
    const error = await service.failure();
    assert.equal(error.kind, "credentials");
    assert.deepEqual(service.leaks(error, service.debug), []);
    assert.doesNotMatch(error.message, /InstanceName=|string to sign/);
    assert.match(service.debug[0] ?? "", /HTTP 502 .*<pre>\[\{"host"/);
  });

  it("shows no secret, even one that contains quotes or another secret", async () => {
    const session = { accessKeyId: "key-id", accessKeySecret: 'a"key-id\\b', securityToken: "token of key-id" };
    const { accessKeyId, accessKeySecret, securityToken } = session;
    const body = JSON.stringify([accessKeySecret, securityToken, accessKeyId]);
    const { message } = await scriptedService([{ status: 502, body }], { sessions: [session] }).failure();
    assert.match(message, / \(\["…","…","…"\]\),/);
  });

  it("loads the cloud's client with the first call, not with the module", async () => {
    const { output } = await runProgram(`
      require("./provider/wire/rpc/rpcClient").createRpcClient({});
      console.log(Object.keys(require.cache).filter((file) => /@alicloud|zod/.test(file)).length);
    `);
    assert.equal(output, "0\n");
  });
});
