import assert from "node:assert/strict";
import type { CallOptions } from "./signedCall";
import { NOW, useEmulator } from "./useEmulator";

describe("the emulator's gateway", () => {
  const used = useEmulator();

  const refused: [string, CallOptions, number, string][] = [
    ["a wrong secret", { accessKeySecret: "wrong" }, 400, "SignatureDoesNotMatch"],
    ["an unknown key", { accessKeyId: "nobody" }, 404, "InvalidAccessKeyId.NotFound"],
    [
      "a request without a signature",
      { tamper: (headers) => delete headers.authorization },
      400,
      "MissingAuthorization",
    ],
    [
      "a parameter that was changed after signing",
      { tamper: (_, parameters) => Object.assign(parameters, { State: "failed" }) },
      400,
      "SignatureDoesNotMatch",
    ],
    [
      "a header that was changed after signing",
      { tamper: (headers) => Object.assign(headers, { "x-acs-signature-nonce": "x" }) },
      400,
      "SignatureDoesNotMatch",
    ],
    [
      "a malformed signature",
      { tamper: (headers) => Object.assign(headers, { authorization: "ACS3-HMAC-SHA256 x" }) },
      400,
      "IncompleteSignature",
    ],
    ["a time stamp that is 16 minutes off", { date: NOW - 16 * 60_000 }, 400, "InvalidTimeStamp.Expired"],
    ["another API version", { version: "2019-03-06" }, 400, "InvalidVersion"],
    ["another action", { action: "DropEverything" }, 404, "InvalidAction.NotFound"],
    ["a key to which RAM denies the operation", { accessKeyId: "poor" }, 403, "NoPermission"],
    ["a missing security token", { accessKeyId: "sts" }, 400, "InvalidSecurityToken.MismatchWithAccessKey"],
  ];
  for (const [what, options, status, code] of refused) {
    it(`refuses ${what} with ${code}`, async () => {
      const answer = await used.call({}, options);
      assert.deepEqual([answer.status, answer.body.Code], [status, code]);
      assert.deepEqual(
        used.emulator.requests().map((entry) => entry.code),
        [code],
      );
    });
  }
  it("refuses a replayed request", async () => {
    assert.equal((await used.call({}, { nonce: "once" })).status, 200);
    assert.equal((await used.call({}, { nonce: "once" })).body.Code, "SignatureNonceUsed");
  });
  it("accepts a session token until it expires", async () => {
    const sts = { accessKeyId: "sts", securityToken: "token" };
    assert.equal((await used.call({}, sts)).status, 200);
    used.now = NOW + 1000;
    assert.equal((await used.call({}, sts)).body.Code, "InvalidSecurityToken.Expired");
  });
  it("accepts GET requests and values that need escaping", async () => {
    assert.equal((await used.call({ ClusterName: "a b!'()*/ü&=+" }, { method: "GET" })).status, 200);
  });
});
