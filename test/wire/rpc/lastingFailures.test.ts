import assert from "node:assert/strict";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
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
});
