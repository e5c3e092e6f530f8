import assert from "node:assert/strict";
import { createFakeClock, type FakeClock } from "../../support/fakeClock";
import { answerCredentials, session } from "../../support/wire/answerCredentials";
import { configuredCredentials } from "../../support/wire/configuredCredentials";
import { httpServer } from "../../support/wire/localServer";
import { refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const SIDECAR = { "alicloud:credentialsUri": "http://127.0.0.1/x" };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Never ends, until the signal is aborted. */
function hang(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

describe("a source that gives the session again that the service has refused", () => {
  /** Creates a sidecar that gives the named sessions, one for each request, and then the last one for ever. */
  function sidecar(...names: string[]) {
    return answerCredentials(() => ({ body: session(names.length > 1 ? (names.shift() ?? "") : (names[0] ?? "")) }));
  }

  it("is asked again soon, at most every 5 seconds, and is unavailable until it gives another one", async () => {
    const clock = createFakeClock();
    const { send, requests } = sidecar("old", "old", "old", "new");
    const credentials = configuredCredentials(SIDECAR, {}, send, clock);
    credentials.renew(await credentials.resolve());
    const seen: [string, number][] = [];
    for (let i = 0; i < 12; i += 1) {
      const outcome = await credentials.resolve().then(
        ({ accessKeyId }) => accessKeyId,
        ({ kind, message }) => {
          assert.match(
            message,
            /^\[unavailable\] stack config alicloud:credentialsUri: the source gave the session again/,
          );
          return kind as string;
        },
      );
      seen.push([outcome, requests.length]);
      await clock.sleep(SECOND);
    }
    assert.deepEqual(seen, [
      ...Array(5).fill(["unavailable", 2]),
      ...Array(5).fill(["unavailable", 3]),
      ...Array(2).fill(["STS.new", 4]),
    ]);
  });

  it("does not end a call", async () => {
    const onlyNew: Step = ({ headers }) =>
      headers["x-acs-security-token"] === "token-new" ? SUCCESS : refused(400, "InvalidSecurityToken.Expired");
    const service = scriptedService([onlyNew]);
    const { send, requests } = sidecar("old", "old", "old", "new");
    Object.assign(service.credentials, configuredCredentials(SIDECAR, {}, send, service.clock));
    assert.equal(await service.call(), "done");
    assert.deepEqual([service.sent.length, requests.length], [2, 4]);
  });

  it("is no outage if the credentials are the user's own, which only the user can replace", async () => {
    const keys = { ALICLOUD_ACCESS_KEY: "k", ALICLOUD_SECRET_KEY: "s", ALICLOUD_SECURITY_TOKEN: "t" };
    const service = scriptedService([refused(400, "InvalidSecurityToken.Expired")]);
    Object.assign(service.credentials, configuredCredentials({}, keys, undefined, service.clock));
    const { kind, message } = await service.failure();
    assert.equal(kind, "credentials");
    assert.match(message, /Renew the session from environment variable ALICLOUD_ACCESS_KEY/);
  });
});

describe("an early renewal that needs more than 3 seconds", () => {
  /** Makes a sidecar of numbered sessions of an hour. Each fetch first does what `delay` says. */
  function slowSidecar(delay: (fetch: number, clock: FakeClock, signal?: AbortSignal) => Promise<void>) {
    const clock = createFakeClock();
    const asked: number[] = [];
    const credentials = configuredCredentials(
      SIDECAR,
      {},
      async (request, signal) => {
        const fetch = asked.push(clock.now());
        await delay(fetch, clock, signal);
        const expiration = new Date(clock.now() + 60 * MINUTE).toISOString();
        return answerCredentials(() => ({ body: session(`${fetch}`, expiration) })).send(request);
      },
      clock,
    );
    return { clock, asked, credentials };
  }

  for (const seconds of [2.5, 4, 20, 100]) {
    it(`is made once for each session if the source needs ${seconds} seconds, and keeps one call waiting`, async () => {
      const { clock, asked, credentials } = slowSidecar((_fetch, { sleep }) => sleep(seconds * SECOND));
      await credentials.resolve();
      const began = clock.now();
      const waits: number[] = [];
      while (clock.now() < began + 6 * 60 * MINUTE) {
        const before = clock.now();
        await Promise.all([credentials.resolve(), credentials.resolve()]);
        waits.push(clock.now() - before);
        await clock.sleep(10 * SECOND);
      }
      assert.equal(asked.length, 8);
      const slow = waits.filter((wait) => wait > 0);
      assert.deepEqual(slow, Array(7).fill(Math.min(seconds, 3) * SECOND));
    });
  }

  it("is made again a minute after it has failed", async () => {
    const { clock, asked, credentials } = slowSidecar(async (fetch, { sleep }) => {
      if (fetch === 1) return;
      await sleep(15 * SECOND);
      throw Object.assign(new Error("no answer"), { code: "ETIMEDOUT" });
    });
    await credentials.resolve();
    await clock.sleep(50 * MINUTE);
    const began = clock.now();
    while (clock.now() < began + 4 * MINUTE) {
      assert.equal((await credentials.resolve()).accessKeyId, "STS.1");
      await clock.sleep(SECOND);
    }
    assert.deepEqual(
      asked.slice(1).map((time) => time - began),
      [0, 75, 150, 225].map((seconds) => seconds * SECOND),
    );
  });

  it("is joined by the calls that need it once the session is over, and is ended when they leave", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { clock, asked, credentials } = slowSidecar(async (fetch, _clock, signal) => {
      signals.push(signal);
      if (fetch === 2) await hang(signal);
    });
    await credentials.resolve();
    await clock.sleep(50 * MINUTE);
    for (let minute = 0; minute < 9; minute += 1) {
      assert.equal((await credentials.resolve()).accessKeyId, "STS.1");
      await clock.sleep(MINUTE);
    }
    await clock.sleep(MINUTE);
    const caller = new AbortController();
    const left = assert.rejects(credentials.resolve(caller.signal), /^Error: left$/);
    await new Promise(setImmediate);
    assert.deepEqual([asked.length, signals[1]?.aborted], [2, false]);
    caller.abort(new Error("left"));
    await left;
    assert.equal(signals[1]?.aborted, true);
    assert.equal((await credentials.resolve()).accessKeyId, "STS.3");
  });

  it("is ended if the only call that waits for it is aborted within the 3 seconds", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const { clock, credentials } = slowSidecar(async (fetch, _clock, signal) => {
      signals.push(signal);
      if (fetch === 2) await hang(signal);
    });
    await credentials.resolve();
    await clock.sleep(50 * MINUTE);
    const caller = new AbortController();
    clock.later(SECOND, () => caller.abort(new Error("left")));
    await assert.rejects(credentials.resolve(caller.signal), /^Error: left$/);
    assert.equal(signals[1]?.aborted, true);
    assert.equal((await credentials.resolve()).accessKeyId, "STS.3");
  });
});

describe("a fetch of credentials", () => {
  it("ends when the last caller that waits for it has left", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const credentials = configuredCredentials(SIDECAR, {}, (request, signal) => {
      signals.push(signal);
      return signals.length === 1 ? hang(signal) : answerCredentials(() => ({ body: session("b") })).send(request);
    });
    const callers = [new AbortController(), new AbortController()];
    const outcomes = callers.map(({ signal }) => credentials.resolve(signal).catch((reason: unknown) => reason));
    await new Promise(setImmediate);
    callers[0]?.abort("left");
    assert.equal(await outcomes[0], "left");
    assert.equal(signals[0]?.aborted, false);
    callers[1]?.abort("left too");
    assert.equal(await outcomes[1], "left too");
    assert.equal(signals[0]?.aborted, true);
    assert.equal((await credentials.resolve()).accessKeyId, "STS.b");
    assert.equal(signals[1]?.aborted, false);
  });

  it("leaves no connection open that would keep the process alive after Ctrl-C", async () => {
    let asked = () => {};
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const server = await httpServer(() => asked());
    try {
      const service = scriptedService([SUCCESS]);
      const uri = { "alicloud:credentialsUri": `http://${server.host}/x` };
      Object.assign(service.credentials, configuredCredentials(uri));
      const controller = new AbortController();
      // The simulated clock must not run out while the real server is silent.
      service.clock.sleep = (_ms, signal) => hang(signal);
      const call = service.call({ signal: controller.signal });
      await isAsked;
      const closed = new Promise((resolve) => server.connections[0]?.once("close", resolve));
      controller.abort();
      await assert.rejects(call, { kind: "cancelled" });
      await closed;
    } finally {
      await server.close();
    }
  });
});
