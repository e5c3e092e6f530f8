import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import { credentialFailure } from "../../../provider/wire/credentials/credentialFailure";

/** Messages of the credentials library 2.4.7 and of httpx, which it uses, each with the part that may be shown. */
const MESSAGES: [string, string][] = [
  [
    'error retrieving credentials from credentialsURI result: {"AccessKeyId":"hush","AccessKeySecret":"hush"}.',
    "error retrieving credentials from credentialsURI result",
  ],
  [
    'get sts token failed, json parse failed: Unexpected token h, "hush" is not valid JSON, result: hush.',
    "get sts token failed, json parse failed",
  ],
  ["get sts token failed, httpStatus: 502, message = <html>hush</html>.", "get sts token failed (HTTP 502)"],
  [
    'refresh session token failed: {"Code":"NoPermission","Message":"not authorized","RequestId":"R-1"}',
    "refresh session token failed (NoPermission: not authorized, request id R-1)",
  ],
  [
    'get sts token failed with OIDC: {"Code":"SignatureDoesNotMatch","Message":"no match. Server string to sign is:POST&hush"}',
    "get sts token failed with OIDC (SignatureDoesNotMatch: no match)",
  ],
  [
    "connect ECONNREFUSED 127.0.0.1:9POST https://sts.aliyuncs.com/?SecurityToken=hush failed.",
    "connect ECONNREFUSED 127.0.0.1:9",
  ],
  ["ReadTimeout: 10000. POST /?SecurityToken=hush failed.", "ReadTimeout"],
  ["ConnectTimeout: Connect https://sts.aliyuncs.com/?SecurityToken=hush failed.", "ConnectTimeout"],
  ["request to https://u:hush@host failed", "request to"],
  ["parse aliyun cli config from '/home/hush' failed: hush", "parse aliyun cli config from"],
  ["IMDS credentials is disabled", "IMDS credentials is disabled"],
];

describe("credentialFailure", () => {
  for (const [message, shown] of MESSAGES) {
    it(`reduces the library's message to "${shown}"`, () => {
      const error = credentialFailure("source", new Error(message));
      // A network or server failure may be temporary. A refusal by the credential source is not.
      const kind = /HTTP 5|Timeout|ECONN/.test(shown) ? "unavailable" : "credentials";
      assert.equal(error.message, `[${kind}] source: ${shown}`);
      assert.equal(error.cause, undefined);
    });
  }

  it("hides known secrets, even if they are URL-encoded", () => {
    const secret = "to+ken/=";
    const Message = `bad ${secret} ${encodeURIComponent(secret)} ${encodeURIComponent(encodeURIComponent(secret))}`;
    const error = credentialFailure("source", new Error(`failed: ${JSON.stringify({ Code: "Bad", Message })}`), {
      secrets: [secret, undefined],
    });
    assert.equal(error.message, "[credentials] source: failed (Bad: bad … … …)");
  });

  it("hides a secret that the end of the leading words cuts off", () => {
    const error = credentialFailure("source", new Error('denied to key-1"and<more'), { secrets: ['key-1"and<more'] });
    assert.equal(error.message, "[credentials] source: denied to …");
  });

  it("hides a secret that contains another secret", () => {
    const error = credentialFailure("source", new Error("denied to key-1-and-more"), {
      secrets: ["key-1", "key-1-and-more"],
    });
    assert.equal(error.message, "[credentials] source: denied to …");
  });

  it("removes control characters from the service's message", () => {
    const error = credentialFailure(
      "source",
      new Error(`failed: ${JSON.stringify({ Code: "Bad", Message: "a\n\u001b[31mb" })}`),
    );
    assert.equal(error.message, "[credentials] source: failed (Bad: a [31mb)");
  });

  it("cleans and bounds the code and the request id, in the message and as fields", () => {
    const secret = "to+ken/=";
    const text = `a\r\n\u001b[31m\u202e${encodeURIComponent(secret)} ${"x".repeat(3_000)}`;
    const answer = JSON.stringify({ Code: text, RequestId: text, Message: text });
    const {
      code = "",
      requestId = "",
      message,
    } = credentialFailure("s", new Error(`failed: ${answer}`), {
      secrets: [secret],
    });
    for (const shown of [code, requestId]) assert.match(shown, /^a \[31m… x{80,95}…$/);
    assert.ok(message.includes(`request id ${requestId}`) && message.length < 700, message);
  });

  it("keeps the code, the status and the request id as fields", () => {
    const refused = credentialFailure("source", new Error('failed: {"Code":"NoPermission","RequestId":"R-1"}'));
    assert.deepEqual([refused.code, refused.requestId], ["NoPermission", "R-1"]);
    assert.equal(credentialFailure("source", Object.assign(new Error("x"), { code: "ENOTFOUND" })).code, "ENOTFOUND");
    assert.equal(credentialFailure("source", new Error("failed, httpStatus: 404, message = ")).httpStatus, 404);
  });

  it("returns an error of this package unchanged", () => {
    const error = new DbsError("credentials", "known");
    assert.equal(credentialFailure("source", error), error);
  });

  it("reports an unknown failure for a thrown value that is not an Error", () => {
    assert.equal(credentialFailure("source", "text").message, "[credentials] source: unknown failure");
  });
});
