import assert from "node:assert/strict";
import { setMaxListeners } from "node:events";
import { createTransport } from "../../../provider/wire/transport/transport";
import type { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { closeAfterEach } from "../../support/closeAfterEach";
import { runProgram } from "../../support/runProgram";
import { httpServer, tcpServer } from "../../support/wire/localServer";
import { sendNow } from "../../support/wire/sendNow";
import { wireRequest } from "../../support/wire/wireRequest";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

/** Returns the error with which a promise rejects. */
async function rejection(promise: Promise<unknown>): Promise<TransportFailure> {
  try {
    await promise;
  } catch (error) {
    return error as TransportFailure;
  }
  assert.fail("it did not reject");
}

describe("createTransport", () => {
  const keep = closeAfterEach();
  const transport = () => {
    const made = createTransport({});
    void keep(made);
    return { send: sendNow(made.send) };
  };

  for (const { what, first = "", again = "", protocol = "http" } of [
    { what: "never answers" },
    { what: "never ends the TLS handshake", protocol: "https" },
    { what: "stalls within the body", first: `${HEAD}content-length: 50\r\n\r\n{` },
    { what: "trickles its body", first: `${HEAD}content-length: 5000\r\n\r\n`, again: "x" },
  ] as const satisfies { what: string; first?: string; again?: string; protocol?: string }[]) {
    it(`ends a call at its deadline and closes the connection if the server ${what}`, async () => {
      let closed: Promise<void> | undefined;
      const { host } = await keep(
        tcpServer((socket) => {
          socket.resume().write(first);
          const trickle = setInterval(() => socket.write(again), 20);
          closed = new Promise((resolve) => {
            socket.on("close", () => {
              clearInterval(trickle);
              resolve();
            });
          });
        }),
      );
      // Nothing but the deadline ends this call. It is long enough to connect on a busy machine.
      const began = performance.now();
      const error = await rejection(transport().send(wireRequest(host, { protocol }), { timeoutMs: 1_500 }));
      assert.ok(performance.now() - began > 1_490);
      assert.deepEqual([error.code, error.message], ["TIMEOUT", "no complete answer within 2s"]);
      assert.equal(error.unsent, protocol === "https");
      await closed;
    });
  }

  it("rejects a call that is aborted, and closes the connection", async () => {
    const controller = new AbortController();
    let closed: Promise<void> | undefined;
    const { host } = await keep(
      tcpServer((socket) => {
        closed = new Promise((resolve) => socket.resume().on("close", () => resolve()));
        socket.write(`${HEAD}content-length: 50\r\n\r\n{`);
        setTimeout(() => controller.abort(new Error("enough")), 20);
      }),
    );
    const limits = { timeoutMs: 3_600_000, signal: controller.signal };
    assert.equal((await rejection(transport().send(wireRequest(host), limits))).code, "ABORTED");
    await closed;
  });

  it("sends nothing if the signal is already aborted", async () => {
    const server = await keep(tcpServer(() => {}));
    const signal = AbortSignal.abort();
    await assert.rejects(transport().send(wireRequest(server.host), { timeoutMs: 60_000, signal }), {
      code: "ABORTED",
      unsent: true,
    });
    assert.equal(server.connections.length, 0);
  });

  it("makes 100 parallel calls over at most 8 connections", async () => {
    const server = await keep(httpServer((_, response) => setImmediate(() => response.end("{}"))));
    const { send } = transport();
    const calls = Array.from({ length: 100 }, () => send(wireRequest(server.host), { timeoutMs: 60_000 }));
    assert.equal((await Promise.all(calls)).length, 100);
    assert.equal(server.connections.length, 8);
  });

  it("limits the connections to each host separately", async () => {
    let connected = 0;
    let reached = () => {};
    const allReached = new Promise<void>((resolve) => {
      reached = () => {
        connected += 1;
        if (connected === 16) resolve();
      };
    });
    const silent = await Promise.all([1, 2].map(() => keep(tcpServer(() => reached()))));
    const answering = await keep(httpServer((_, response) => response.end("{}")));
    const { send } = transport();
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    const limits = { timeoutMs: 60_000, signal: controller.signal };
    const calls = silent.flatMap(({ host }) =>
      Array.from({ length: 9 }, () => rejection(send(wireRequest(host), limits))),
    );
    await allReached;
    // A ninth connection would have been requested before this call to a third host.
    await send(wireRequest(answering.host), { timeoutMs: 60_000 });
    assert.deepEqual(
      silent.map(({ connections }) => connections.length),
      [8, 8],
    );
    controller.abort();
    await Promise.all(calls);
  });

  it("does not let a call wait for a connection past its deadline or an abort", async () => {
    const server = await keep(tcpServer(() => {}));
    const { send } = transport();
    const controller = new AbortController();
    const stalled = Array.from({ length: 8 }, () =>
      rejection(send(wireRequest(server.host), { timeoutMs: 60_000, signal: controller.signal })),
    );
    const late = await rejection(send(wireRequest(server.host), { timeoutMs: 100 }));
    assert.deepEqual([late.code, late.unsent], ["TIMEOUT", true]);
    const waiting = rejection(send(wireRequest(server.host), { timeoutMs: 60_000, signal: controller.signal }));
    controller.abort();
    const aborted = await waiting;
    assert.deepEqual([aborted.code, aborted.unsent], ["ABORTED", true]);
    for (const { code, unsent } of await Promise.all(stalled)) assert.deepEqual([code, unsent], ["ABORTED", false]);
    assert.equal(server.connections.length, 8);
  });

  it("says after a reset whether the connection had already served a call", async () => {
    const server = await keep(
      tcpServer((socket) =>
        socket.once("data", () => {
          socket.write(`${HEAD}content-length: 2\r\n\r\n{}`);
          socket.once("data", () => socket.resetAndDestroy());
        }),
      ),
    );
    const { send } = transport();
    await send(wireRequest(server.host), { timeoutMs: 60_000 });
    await assert.rejects(send(wireRequest(server.host), { timeoutMs: 60_000 }), {
      code: "ECONNRESET",
      reusedSocket: true,
      unsent: false,
    });
    assert.equal(server.connections.length, 1);
  });

  it("closes a connection that was idle for 4 s by itself", async () => {
    const server = await keep(httpServer((_, response) => response.end("{}")));
    await transport().send(wireRequest(server.host), { timeoutMs: 60_000 });
    const idleFrom = performance.now();
    await new Promise((resolve) => server.connections[0]?.once("close", resolve));
    // The server would keep it for a minute, and the test gives up after two.
    const idle = performance.now() - idleFrom;
    assert.ok(idle > 3_500 && idle < 50_000, `${idle} ms`);
  });

  it("lets the process end while a connection is idle, after a deadline and after an abort", async () => {
    const answering = await keep(httpServer((_, response) => response.end("{}")));
    const silent = await keep(tcpServer(() => {}));
    const { output, code } = await runProgram(`
      const { createTransport } = require("./provider/wire/transport/transport");
      const { sendNow } = require("./test/support/wire/sendNow");
      const send = sendNow(createTransport({}).send);
      const request = (host) => ({ method: "POST", protocol: "http", host, path: "/", headers: {}, query: {} });
      const controller = new AbortController();
      const codeOf = (error) => error.code;
      Promise.all([
        send(request("${answering.host}"), { timeoutMs: 60000 }).then(({ status }) => status),
        send(request("${silent.host}"), { timeoutMs: 50 }).catch(codeOf),
        send(request("${silent.host}"), { timeoutMs: 60000, signal: controller.signal }).catch(codeOf),
      ]).then((answers) => console.log(answers.join(" ")));
      setTimeout(() => controller.abort(), 50);
    `);
    assert.deepEqual([output, code], ["200 TIMEOUT ABORTED\n", 0]);
  });
});
