import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { mock } from "node:test";
import type { DbsError } from "../../../provider/core/errors";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { systemClock } from "../../../provider/wire/systemClock";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { httpServer } from "../../support/wire/localServer";
import { KEYS } from "../../support/wire/scriptedService";

const LONG = 60_000;
const operation = { action: "Test", parameters: () => ({}), parse: () => "done", idempotent: true };

describe("a call that waits for one of the eight connections", () => {
  const keep = closeAfterEach();
  afterEach(() => mock.timers.reset());

  /** Starts a service that answers only when the test says so, and eight calls that occupy all its connections. */
  const busyService = async () => {
    const waiting: { response: ServerResponse; date: string }[] = [];
    let arrive = () => {};
    const { host } = await keep(
      httpServer(({ headers }, response) => {
        waiting.push({ response, date: String(headers["x-acs-date"]) });
        arrive();
      }),
    );
    const { send } = await keep(createTransport({}));
    let sends = 0;
    const client = createRpcClient({
      endpoint: { protocol: "http", host },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
      send: (...request) => {
        sends += 1;
        return send(...request);
      },
      clock: systemClock,
      random: () => 0,
      log: { debug: () => {}, warning: () => {} },
    });
    const call = (callTimeoutMs: number, timeout = LONG) =>
      client(operation, undefined, { callTimeoutMs, maxRetries: 0, deadline: systemClock.now() + timeout });
    const arrived = async (count: number) => {
      while (waiting.length < count) await new Promise<void>((resolve) => (arrive = resolve));
    };
    /** Waits until the transport was asked for a number of exchanges, those that queue included. */
    const asked = async (count: number) => {
      while (sends < count) await new Promise(setImmediate);
    };
    const answer = (from: number, to?: number) => {
      for (const { response } of waiting.slice(from, to)) response.end('{"Success":"true"}');
    };
    const first = Array.from({ length: 8 }, () => call(LONG));
    await arrived(8);
    return { call, first, asked, arrived, answer, waiting };
  };

  it("is given the whole time of an exchange once a connection is free, and is signed only then", async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.UTC(2026, 0, 1) });
    const { call, first, asked, arrived, answer, waiting } = await busyService();
    const ninth = call(1_000);
    await asked(9);
    mock.timers.tick(5_000);
    answer(0, 1);
    await Promise.race([arrived(9), ninth]);
    answer(1);
    assert.equal(await ninth, "done");
    assert.equal(waiting[8]?.date, "2026-01-01T00:00:05Z", "the time stamp must be that of sending");
    await Promise.all(first);
  });

  it("ends at its deadline without having made an attempt", async () => {
    const { call, first, answer, waiting } = await busyService();
    const error: DbsError = await call(LONG, 200).catch((failure) => failure);
    assert.deepEqual([error.kind, error.attempts, error.code], ["timeout", 0, "TIMEOUT"]);
    assert.match(
      error.message,
      /: none of the 8 connections to the endpoint became free within \d+ms \(TIMEOUT\)\. Try again later$/,
    );
    assert.equal(waiting.length, 8);
    answer(0);
    await Promise.all(first);
  });
});
