import assert from "node:assert/strict";
import type { FetchedCredentials } from "../../../provider/wire/credentials/fetchedCredentials";
import { holdSession } from "../../../provider/wire/credentials/holdSession";

const MINUTE = 60_000;

/** Sleeps as long as nobody ends the sleep, because the tests set the time themselves. */
function sleepUntilAborted(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

/** Creates a source of numbered credentials. They are valid for `life` milliseconds, or for an unknown time. */
function source(life?: number) {
  const state = { time: 1_000_000, ahead: 0, fetches: 0, failing: false };
  const session = holdSession(
    "source",
    async (): Promise<FetchedCredentials> => {
      state.fetches += 1;
      await Promise.resolve();
      if (state.failing) {
        throw new Error("no answer");
      }
      const credentials = { accessKeyId: `id-${state.fetches}`, accessKeySecret: "secret" };
      return life === undefined ? credentials : { ...credentials, expiration: state.time + state.ahead + life };
    },
    { now: () => state.time, wallTime: () => state.time + state.ahead, sleep: sleepUntilAborted },
  );
  return { state, session, resolveId: async () => (await session.resolve()).accessKeyId };
}

describe("holdSession", () => {
  it("fetches only once for concurrent calls", async () => {
    const { state, resolveId } = source(60 * MINUTE);
    const ids = await Promise.all(Array.from({ length: 20 }, resolveId));
    assert.deepEqual([state.fetches, new Set(ids).size], [1, 1]);
  });

  const holds: [string, number | undefined, number][] = [
    ["a session of an hour until 15 minutes before its expiry", 60 * MINUTE, 45 * MINUTE],
    ["a session of 15 minutes for half its lifetime", 15 * MINUTE, 7.5 * MINUTE],
    ["a session of a minute for half its lifetime", MINUTE, MINUTE / 2],
    ["credentials of unknown expiry for a minute", undefined, MINUTE],
  ];
  for (const [what, life, held] of holds) {
    it(`holds ${what}`, async () => {
      const { state, resolveId } = source(life);
      await resolveId();
      state.time += held - 1;
      assert.equal(await resolveId(), "id-1");
      state.time += 1;
      assert.equal(await resolveId(), "id-2");
    });
  }

  it("renews a session in time if the wall clock is set back, and at once if it is set past the session's end", async () => {
    const back = source(60 * MINUTE);
    await back.resolveId();
    back.state.ahead = -120 * MINUTE;
    back.state.time += 45 * MINUTE;
    assert.equal(await back.resolveId(), "id-2");
    const forward = source(60 * MINUTE);
    await forward.resolveId();
    forward.state.ahead = 120 * MINUTE;
    assert.equal(await forward.resolveId(), "id-2");
  });

  it("retries a failed renewal after 10 seconds even if the wall clock is set back", async () => {
    const { state, resolveId } = source();
    await resolveId();
    state.time += MINUTE;
    state.failing = true;
    await resolveId();
    state.failing = false;
    state.ahead = -120 * MINUTE;
    state.time += 10_000;
    assert.equal(await resolveId(), "id-3");
  });

  it("holds configured keys forever", async () => {
    const { state, resolveId } = source(Number.POSITIVE_INFINITY);
    await resolveId();
    state.time += 1e12;
    assert.equal(await resolveId(), "id-1");
  });

  it("fetches every 5 seconds while the source gives sessions that have already expired", async () => {
    const { state, resolveId } = source(-MINUTE);
    const ids: string[] = [];
    for (const pause of [0, 4_999, 1, 4_999, 1]) {
      state.time += pause;
      ids.push(await resolveId());
    }
    assert.deepEqual(ids, ["id-1", "id-1", "id-2", "id-2", "id-3"]);
  });

  it("keeps using a session until it expires if its renewal fails, retrying every 10 seconds", async () => {
    const { state, resolveId } = source(60 * MINUTE);
    await resolveId();
    state.time += 50 * MINUTE;
    state.failing = true;
    assert.equal(await resolveId(), "id-1");
    assert.equal(await resolveId(), "id-1");
    assert.equal(state.fetches, 2);
    state.time += 10_000;
    assert.equal(await resolveId(), "id-1");
    assert.equal(state.fetches, 3);
    state.time += 10 * MINUTE;
    await assert.rejects(resolveId(), /no answer/);
  });

  it("does not use a session past its expiry, even if renewal failed just before", async () => {
    const { state, resolveId } = source(60 * MINUTE);
    await resolveId();
    state.time += 60 * MINUTE - 5_000;
    state.failing = true;
    assert.equal(await resolveId(), "id-1");
    state.time += 5_000;
    await assert.rejects(resolveId(), /no answer/);
  });

  it("keeps using credentials of unknown expiry while their source can't be read", async () => {
    const { state, resolveId } = source();
    await resolveId();
    state.time += MINUTE;
    state.failing = true;
    assert.equal(await resolveId(), "id-1");
    state.time += 10_000;
    state.failing = false;
    assert.equal(await resolveId(), "id-3");
  });

  it("fetches again after a failure", async () => {
    const { state, resolveId } = source(60 * MINUTE);
    state.failing = true;
    await assert.rejects(resolveId());
    state.failing = false;
    assert.equal(await resolveId(), "id-2");
  });

  it("fetches again after a call to renew, but only once for concurrent ones", async () => {
    const { state, session, resolveId } = source(60 * MINUTE);
    const refused = await session.resolve();
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => {
        session.renew(refused);
        return resolveId();
      }),
    );
    assert.deepEqual([state.fetches, ids], [2, Array(8).fill("id-2")]);
  });

  it("does not return the old credentials after a call to renew, even if the next fetch fails", async () => {
    const { state, session, resolveId } = source(60 * MINUTE);
    session.renew(await session.resolve());
    state.failing = true;
    await assert.rejects(resolveId(), /no answer/);
  });
});
