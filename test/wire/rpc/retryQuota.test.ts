import assert from "node:assert/strict";
import { createRetryQuota } from "../../../provider/wire/rpc/retryQuota";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const down = refused(503, "ServiceUnavailable");

/** Makes calls of one client with one quota, one after another, and returns how many requests each of them sent. */
async function requestsOf(script: readonly Step[], calls: number, quota = createRetryQuota()): Promise<number[]> {
  const service = scriptedService(script);
  const counts: number[] = [];
  for (let at = 0; at < calls; at += 1) {
    const before = service.sent.length;
    await service.call({ quota }).catch(() => {});
    counts.push(service.sent.length - before);
  }
  return counts;
}

describe("a retry quota", () => {
  it("allows a hundred retries in a row, and then each call is one request", async () => {
    const counts = await requestsOf([down], 30);
    assert.deepEqual(counts, [...Array(20).fill(6), ...Array(10).fill(1)]);
  });

  it("charges a time-out twice", async () => {
    const counts = await requestsOf(["stall"], 20);
    assert.equal(
      counts.reduce((sum, count) => sum + count - 1, 0),
      50,
    );
  });

  it("is not spent on host names that do not resolve, because no server is burdened", async () => {
    const counts = await requestsOf([new TransportFailure("ENOTFOUND", "no such host")], 30);
    assert.deepEqual(counts, Array(30).fill(6));
  });

  it("gets back what a call spent that succeeds in the end", async () => {
    const flapping = Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? down : SUCCESS));
    assert.deepEqual(await requestsOf(flapping, 200), Array(200).fill(2));
  });

  it("gets back what a call spent on all its retries, whatever each of them cost", async () => {
    const flapping = Array.from({ length: 400 }, (_, at) => [down, "stall", down, SUCCESS][at % 4] as Step);
    assert.deepEqual(await requestsOf(flapping, 100), Array(100).fill(4));
  });

  it("recovers slowly with calls that succeed at once", async () => {
    const quota = createRetryQuota();
    await requestsOf([down], 21, quota);
    assert.deepEqual(await requestsOf([down], 1, quota), [1]);
    await requestsOf([SUCCESS], 10, quota);
    assert.deepEqual(await requestsOf([down], 2, quota), [3, 1]);
  });

  it("says in the error that it is used up, and that failure is not lasting", async () => {
    const quota = createRetryQuota();
    await requestsOf([down], 20, quota);
    const { kind, attempts, lasting, message } = await scriptedService([down]).failure({ quota });
    assert.deepEqual([kind, attempts, lasting], ["unavailable", 1, undefined]);
    assert.match(
      message,
      /\. The calls that share its quota of retries have used it up, because too many of them failed\. /,
    );
  });

  it("allows as many retries as a single call may make", async () => {
    const service = scriptedService(["stall"]);
    const { attempts } = await service.failure({
      maxRetries: 150,
      quota: createRetryQuota(150),
      callTimeoutMs: 10,
      deadline: service.clock.now() + 10_000_000,
    });
    assert.equal(attempts, 151);
  });
});
