import assert from "node:assert/strict";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { answerCredentials } from "../../support/wire/answerCredentials";
import { configuredCredentials, type Texts } from "../../support/wire/configuredCredentials";
import { refused, type Step, scriptedService } from "../../support/wire/scriptedService";

const lost = (code: string, proxy?: string) => new TransportFailure(code, "lost", proxy === undefined ? {} : { proxy });

describe("the error of a call", () => {
  for (const [what, step, attempts] of [
    ["a proxy variable that can't be used", lost("PROXY_UNUSABLE", "HTTPS_PROXY"), 1],
    ["a proxy that refuses", lost("PROXY_REFUSED", "HTTPS_PROXY"), 1],
    ["a certificate that is not accepted", lost("CERT_HAS_EXPIRED"), 1],
    ["a certificate of another host", lost("ERR_TLS_CERT_ALTNAME_INVALID"), 1],
    ["a certificate of the proxy that is not accepted", lost("SELF_SIGNED_CERT_IN_CHAIN", "https_proxy"), 1],
    ["the endpoint of another product", refused(404, "InvalidAction.NotFound"), 1],
    ["a proxy whose host name does not resolve", lost("ENOTFOUND", "HTTPS_PROXY"), 6],
  ] as [string, Step, number][]) {
    it(`says after ${what} that the failure is lasting`, async () => {
      const error = await scriptedService([step]).failure();
      assert.deepEqual([error.lasting, error.attempts], [true, attempts]);
    });
  }

  for (const [what, step] of [
    ["a service that is down", refused(503, "ServiceUnavailable")],
    ["a proxy that is down", lost("ECONNREFUSED", "HTTPS_PROXY")],
    ["a proxy that fails", lost("PROXY_FAILED", "HTTPS_PROXY")],
    ["a name server that is down", lost("EAI_AGAIN")],
    ["a name of this package's own list that does not resolve", lost("ENOTFOUND")],
  ] as [string, Step][]) {
    it(`does not say after ${what} that the failure is lasting`, async () => {
      assert.equal("lasting" in (await scriptedService([step]).failure()), false);
    });
  }

  it("says that a configured host name which does not resolve is lasting only once all retries are made", async () => {
    const serving = () => scriptedService([lost("ENOTFOUND")], { isListed: false });
    assert.deepEqual(
      [await serving().failure(), await serving().failure({ maxRetries: 0 })].map((each) => [
        each.lasting,
        each.attempts,
      ]),
      [
        [true, 6],
        [true, 1],
      ],
    );
    const hurried = serving();
    assert.equal((await hurried.failure({ deadline: hurried.clock.now() + 1_500 })).lasting, undefined);
  });

  const KEYS = { "alicloud:accessKey": "k", "alicloud:secretKey": "s" };
  const ROLE = { ...KEYS, "alicloud:assumeRole": '{"roleArn":"acs:ram::1:role/r"}' };
  const sts = (host: string) => ({ ...ROLE, "alicloud:endpoints": JSON.stringify([{ sts: host }]) });
  for (const [what, stack, code, lasting] of [
    ["a credentials URI", { "alicloud:credentialsUri": "http://sidecar.invalid/x" }, "ENOTFOUND", true],
    ["a configured STS endpoint", sts("sts.invalid"), "ENOTFOUND", true],
    ["a configured STS endpoint of an unknown region", sts("sts.cn-hangzou.aliyuncs.com"), "ENOTFOUND", true],
    ["a configured STS endpoint of a known region", sts("sts-vpc.cn-hangzhou.aliyuncs.com"), "ENOTFOUND", undefined],
    ["the vendor's own STS endpoint", ROLE, "ENOTFOUND", undefined],
    ["a credentials URI while DNS is down", { "alicloud:credentialsUri": "http://s.invalid/" }, "EAI_AGAIN", undefined],
  ] as [string, Texts, string, boolean | undefined][]) {
    it(`${lasting ? "says" : "does not say"} that the failure is lasting if the host of ${what} is not found`, async () => {
      const { send, requests } = answerCredentials((request) => {
        const { hostname } = new URL(request.toRequestURL());
        return Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), { code, hostname, syscall: "getaddrinfo" });
      });
      const service = scriptedService([]);
      Object.assign(service.credentials, configuredCredentials(stack, {}, send, service.clock));
      const error = await service.failure();
      assert.deepEqual([error.kind, error.code, error.lasting], ["unavailable", code, lasting]);
      assert.deepEqual([requests.length, service.sent.length], [6, 0]);
    });
  }
});
