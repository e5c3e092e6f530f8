import assert from "node:assert/strict";
import type { SendCredentialRequest } from "../../../provider/wire/credentials/fetchedCredentials";
import { createFakeClock } from "../../support/fakeClock";
import { answerCredentials, session } from "../../support/wire/answerCredentials";
import { configuredCredentials } from "../../support/wire/configuredCredentials";
import { httpServer } from "../../support/wire/localServer";
import { refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const SIDECAR = { "alicloud:credentialsUri": "http://127.0.0.1/x" };
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A source that never answers, until its request is ended. */
const hang: SendCredentialRequest = (_request, signal) =>
  new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

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

describe("an early renewal that hangs", () => {
  it("keeps a call waiting for 3 seconds at most, every minute, until the session expires", async () => {
    const clock = createFakeClock();
    let hanging = false;
    const expiration = new Date(clock.now() + 60 * MINUTE).toISOString();
    const served = answerCredentials(() => ({ body: session("old", expiration) }));
    const asked: number[] = [];
    const credentials = configuredCredentials(
      SIDECAR,
      {},
      (request, signal) => {
        asked.push(clock.now());
        return hanging ? hang(request, signal) : served.send(request);
      },
      clock,
    );
    await credentials.resolve();
    await clock.sleep(58 * MINUTE);
    hanging = true;
    const began = clock.now();
    const waits: number[] = [];
    for (let i = 0; i < 5; i += 1) {
      const before = clock.now();
      assert.equal((await credentials.resolve()).accessKeyId, "STS.old");
      waits.push(clock.now() - before);
      await clock.sleep(20 * SECOND);
    }
    assert.deepEqual(waits, [3_000, 0, 0, 3_000, 0]);
    assert.deepEqual(
      asked.slice(1).map((time) => time - began),
      [0, 63_000],
    );
    await clock.sleep(began + 2 * MINUTE - clock.now());
    hanging = false;
    assert.equal((await credentials.resolve()).accessKeyId, "STS.old");
    assert.equal(asked.length, 4);
  });
});

describe("a fetch of credentials", () => {
  it("ends when the last caller that waits for it has left", async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const credentials = configuredCredentials(SIDECAR, {}, (request, signal) => {
      signals.push(signal);
      return signals.length === 1
        ? hang(request, signal)
        : answerCredentials(() => ({ body: session("b") })).send(request);
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
      service.clock.sleep = hangingSleep;
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

function hangingSleep(_ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}
