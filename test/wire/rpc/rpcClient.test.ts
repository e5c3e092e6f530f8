import assert from "node:assert/strict";
import type { RetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { recovers, refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const SCHEDULE = [1000, 2000, 4000, 8000, 16_000];
const unavailable = refused(503, "ServiceUnavailable", "The request has failed due to a temporary failure.");

describe("createRpcClient", () => {
  it("returns the parsed value after one successful request", async () => {
    const { call, sent, debug, clock } = scriptedService([SUCCESS]);
    assert.equal(await call(), "done");
    assert.deepEqual([sent.length, debug, clock.slept], [1, [], []]);
    assert.deepEqual(sent[0]?.query, { RegionCode: "cn-hangzhou", InstanceName: "rm-1" });
  });

  it("tells the caller each time it sends the request", async () => {
    let sent = 0;
    await scriptedService([unavailable, unavailable, SUCCESS]).call({ onSend: () => void sent++ });
    assert.equal(sent, 3);
  });

  describe("when the service fails", () => {
    for (const [what, step] of [
      ["HTTP 500", refused(500, "InternalError")],
      ["HTTP 502 with HTML", { status: 502, body: "<html>bad gateway" }],
      ["HTTP 503", unavailable],
      ["HTTP 504 without a body", { status: 504, body: "" }],
      ["ECONNRESET", new TransportFailure("ECONNRESET", "socket hang up")],
      ["ECONNREFUSED", new TransportFailure("ECONNREFUSED", "connect ECONNREFUSED 127.0.0.1:1")],
      ["ENOTFOUND", new TransportFailure("ENOTFOUND", "getaddrinfo ENOTFOUND dbs")],
      ["EAI_AGAIN", new TransportFailure("EAI_AGAIN", "getaddrinfo EAI_AGAIN dbs")],
      ["TRUNCATED", new TransportFailure("TRUNCATED", "the connection ended before the answer was complete")],
      ["Z_BUF_ERROR", new TransportFailure("Z_BUF_ERROR", "the gzip body is broken")],
      ["PROXY_FAILED", new TransportFailure("PROXY_FAILED", "the proxy answered 502 instead of opening a tunnel")],
    ] as [string, Step][]) {
      it(`retries after ${what}, and fails with kind unavailable after five retries`, async () => {
        await recovers(step, [1000]);
        const service = scriptedService([step]);
        const { kind, attempts } = await service.failure();
        assert.deepEqual([kind, attempts, service.clock.slept], ["unavailable", 6, SCHEDULE]);
      });
    }

    it("retries after an exchange that stalls for callTimeoutMs", async () => {
      const service = scriptedService(["stall", "stall", SUCCESS]);
      assert.equal(await service.call({ callTimeoutMs: 7000 }), "done");
      assert.deepEqual(service.clock.slept, [7000, 1000, 7000, 2000]);
      const { kind, code } = await scriptedService(["stall"]).failure({ callTimeoutMs: 100 });
      assert.deepEqual([kind, code], ["unavailable", "TIMEOUT"]);
    });

    it("does not retry if maxRetries is 0", async () => {
      const { attempts } = await scriptedService([unavailable]).failure({ maxRetries: 0 });
      assert.equal(attempts, 1);
    });

    it("logs each failure at debug level with the attempt, the reason and the delay", async () => {
      const { debug } = await recovers(unavailable, [1000]);
      assert.deepEqual(debug, [
        "DescribeDownloadTask in cn-hangzhou: attempt 1 failed: HTTP 503 ServiceUnavailable: The request has failed due to a temporary failure (request id r-no). Retrying in 1s (retry 1 of 5)",
      ]);
    });

    for (const code of ["PROXY_REFUSED", "PROXY_UNUSABLE", "CERT_HAS_EXPIRED", "SELF_SIGNED_CERT_IN_CHAIN"]) {
      it(`does not retry after ${code}, because a retry cannot fix it`, async () => {
        const { kind, attempts, message } = await scriptedService([
          new TransportFailure(code, "so", code.startsWith("PROXY") ? { proxy: "https_proxy" } : {}),
        ]).failure();
        assert.deepEqual([kind, attempts], ["unavailable", 1]);
        assert.match(message, code.startsWith("PROXY") ? /Check https_proxy and NO_PROXY$/ : /Set NODE_EXTRA_CA_CERTS/);
      });
    }
  });

  describe("when an idle connection was dropped", () => {
    const dropped = new TransportFailure("ECONNRESET", "read ECONNRESET", { reusedSocket: true });

    it("reconnects at once without using up a retry, but only once", async () => {
      const service = scriptedService([dropped, unavailable, SUCCESS]);
      assert.equal(await service.call({ maxRetries: 1 }), "done");
      assert.deepEqual(service.clock.slept, [1000]);
      assert.match(
        service.debug[0] ?? "",
        /attempt 1 failed: read ECONNRESET\. Retrying at once \(reconnect, not counted\)/,
      );
    });

    it("treats the second drop like any other reset", async () => {
      const service = scriptedService([dropped]);
      const { kind, attempts } = await service.failure({ maxRetries: 1 });
      assert.deepEqual([kind, attempts, service.clock.slept], ["unavailable", 3, [1000]]);
    });
  });

  describe("with a deadline", () => {
    it("fails instead of waiting for a retry that would come too late, and says so", async () => {
      const service = scriptedService([unavailable]);
      const { kind, attempts, elapsed, message } = await service.failure({ deadline: service.clock.now() + 4000 });
      assert.deepEqual([kind, attempts, elapsed], ["unavailable", 3, 3000]);
      assert.match(message, /, after 3 attempts in 3s\. The next attempt is due in 4s, but only 1s is left\. /);
    });

    it("cuts an exchange short, and also names the previous failure in the error", async () => {
      const service = scriptedService([unavailable, "stall"]);
      const { kind, code, attempts, elapsed, message } = await service.failure({
        deadline: service.clock.now() + 9000,
      });
      assert.deepEqual([kind, code, attempts, elapsed], ["timeout", "TIMEOUT", 2, 9000]);
      assert.match(message, /\. The previous attempt ended with HTTP 503 ServiceUnavailable/);
    });

    it("sends nothing once the deadline has passed", async () => {
      const service = scriptedService([SUCCESS]);
      const { kind } = await service.failure({ deadline: service.clock.now() });
      assert.deepEqual([kind, service.sent.length], ["timeout", 0]);
    });
  });

  describe("on an abort", () => {
    const abortAfter = async (
      ms: number,
      script: Step[],
      change = (_: ReturnType<typeof scriptedService>) => {},
      quota?: RetryQuota,
    ) => {
      const service = scriptedService(script);
      change(service);
      const controller = new AbortController();
      const { signal } = controller;
      const reason = new Error("Ctrl-C");
      const [error] = await Promise.all([
        service.failure({ signal, quota }),
        ms === 0 ? controller.abort(reason) : service.clock.sleep(ms).then(() => controller.abort(reason)),
      ]);
      assert.deepEqual([error.kind, error.cause, error.elapsed], ["cancelled", reason, ms]);
      return service;
    };

    it("ends an exchange", async () => {
      await abortAfter(500, ["stall"]);
    });

    it("takes nothing from the quota of retries for the attempt that it ended, and logs no retry", async () => {
      const taken: unknown[] = [];
      const quota = { take: (failure: unknown) => taken.push(failure), succeed: () => {} };
      const { debug } = await abortAfter(500, ["stall"], undefined, quota);
      assert.deepEqual([taken, debug], [[], []]);
    });

    it("ends a back-off", async () => {
      assert.equal((await abortAfter(2500, [unavailable])).sent.length, 2);
    });

    it("ends the wait for credentials", async () => {
      await abortAfter(500, [SUCCESS], ({ credentials }) => {
        credentials.resolve = () => new Promise(() => {});
      });
    });

    it("sends nothing if the abort comes before the call", async () => {
      const service = scriptedService([SUCCESS]);
      const { kind, cause } = await service.failure({ signal: AbortSignal.abort("enough") });
      assert.deepEqual([kind, cause, service.sent.length], ["cancelled", "enough", 0]);
    });
  });

  it("refuses a parameter that is not valid Unicode, without sending anything", async () => {
    const service = scriptedService([SUCCESS]);
    await assert.rejects(service.call({}, { InstanceName: "rm-\ud800" }), { kind: "arguments" });
    assert.equal(service.sent.length, 0);
  });
});
