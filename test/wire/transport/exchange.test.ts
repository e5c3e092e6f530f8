import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { gzipSync } from "node:zlib";
import { createTransport } from "../../../provider/wire/transport/transport";
import type { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { closeAfterEach } from "../../support/closeAfterEach";
import { runProgram } from "../../support/runProgram";
import { httpServer, tcpServer } from "../../support/wire/localServer";
import { selfSignedCertificate } from "../../support/wire/selfSignedCertificate";
import { sendNow } from "../../support/wire/sendNow";
import { wireRequest } from "../../support/wire/wireRequest";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

describe("exchange", () => {
  const keep = closeAfterEach();
  const transport = () => {
    const made = createTransport({});
    void keep(made);
    return { send: sendNow(made.send) };
  };

  it("sends the method, the headers and the query as they were signed, and no body", async () => {
    const seen: unknown[] = [];
    const { host } = await keep(
      httpServer(({ method, url, headers }, response) => {
        seen.push(method, url, headers.authorization, headers["content-length"], headers.host);
        response.end("{}");
      }),
    );
    const request = wireRequest(host, { query: { Name: "a b!'()*~ü&=", Empty: "" } });
    await transport().send(request, { timeoutMs: 60_000 });
    const url = "/?Name=a%20b%21%27%28%29%2A~%C3%BC%26%3D&Empty=";
    assert.deepEqual(seen, ["POST", url, request.headers.authorization, "0", host]);
  });

  it("returns the status, headers and body unchanged, whatever the status", async () => {
    const { host } = await keep(
      httpServer((_, response) =>
        response.writeHead(503, { "X-Acs-Retry-After": "7", "set-cookie": ["a", "b"] }).end("ü"),
      ),
    );
    const { status, headers, body } = await transport().send(wireRequest(host), { timeoutMs: 60_000 });
    assert.deepEqual([status, headers["x-acs-retry-after"], headers["set-cookie"], body], [503, "7", "a, b", "ü"]);
  });

  it("does not follow a redirect", async () => {
    let requests = 0;
    const { host } = await keep(
      httpServer((_, response) => {
        requests += 1;
        response.writeHead(302, { location: "/elsewhere" }).end();
      }),
    );
    assert.equal((await transport().send(wireRequest(host), { timeoutMs: 60_000 })).status, 302);
    assert.equal(requests, 1);
  });

  it("requests gzip and decompresses it", async () => {
    const { host } = await keep(
      httpServer(({ headers }, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(`got ${headers["accept-encoding"]}`)),
      ),
    );
    assert.equal((await transport().send(wireRequest(host), { timeoutMs: 60_000 })).body, "got gzip");
  });

  it("reports gzip that is truncated, and a body that is not gzip", async () => {
    const bodies = [gzipSync("x".repeat(5000)).subarray(0, 20), Buffer.from("<html>")];
    const { host } = await keep(
      httpServer((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bodies.shift())),
    );
    const { send } = transport();
    await assert.rejects(send(wireRequest(host), { timeoutMs: 60_000 }), {
      name: "TransportFailure",
      code: "Z_BUF_ERROR",
    });
    await assert.rejects(send(wireRequest(host), { timeoutMs: 60_000 }), { code: "Z_DATA_ERROR" });
  });

  it("refuses a body above 16 MiB, compressed or not, and closes the connection", async () => {
    const huge = Buffer.alloc(17 * 2 ** 20);
    const bodies = [huge, gzipSync(huge)];
    const server = await keep(
      httpServer((_, response) => {
        const body = bodies.shift();
        response.writeHead(200, body === huge ? {} : { "content-encoding": "gzip" }).end(body);
      }),
    );
    const { send } = transport();
    await assert.rejects(send(wireRequest(server.host), { timeoutMs: 60_000 }), { code: "TOO_LARGE" });
    await assert.rejects(send(wireRequest(server.host), { timeoutMs: 60_000 }), { code: "TOO_LARGE" });
    assert.equal(server.connections.length, 2);
  });

  for (const [what, bytes, code] of [
    ["hangs up without an answer", "", "ECONNRESET"],
    ["hangs up within the headers", HEAD, "ECONNRESET"],
    ["hangs up within a body of known length", `${HEAD}content-length: 50\r\n\r\n{"Re`, "TRUNCATED"],
    ["hangs up within a chunked body", `${HEAD}transfer-encoding: chunked\r\n\r\n4\r\n{"Re\r\n`, "TRUNCATED"],
    ["does not speak HTTP", "SSH-2.0-x\r\n\r\n", "HPE_INVALID_CONSTANT"],
  ] as const) {
    it(`reports ${code} if the server ${what}`, async () => {
      const { host } = await keep(tcpServer((socket) => socket.once("data", () => socket.end(bytes))));
      await assert.rejects(transport().send(wireRequest(host), { timeoutMs: 60_000 }), {
        name: "TransportFailure",
        code,
      });
    });
  }

  it("reports a refused connection", async () => {
    const { host, close } = await tcpServer(() => {});
    await close();
    await assert.rejects(transport().send(wireRequest(host), { timeoutMs: 60_000 }), { code: "ECONNREFUSED" });
  });

  it("names a header that can't be sent, but not its value", async () => {
    const headers = { authorization: "secret\n" };
    await assert.rejects(transport().send(wireRequest("127.0.0.1:9", { headers }), { timeoutMs: 60_000 }), {
      code: "ERR_INVALID_CHAR",
      message: 'Invalid character in header content ["authorization"]',
    });
  });

  describe("on a failure", () => {
    const failure = async (host: string, fields: Parameters<typeof wireRequest>[1] = {}, timeoutMs = 5000) => {
      try {
        await transport().send(wireRequest(host, fields), { timeoutMs });
      } catch (error) {
        const { code, unsent } = error as TransportFailure;
        return { code, unsent };
      }
      assert.fail("it did not fail");
    };

    it("reports that nothing was sent if no connection was established", async () => {
      const { host, close } = await tcpServer(() => {});
      await close();
      assert.deepEqual(await failure(host), { code: "ECONNREFUSED", unsent: true });
      const { code, unsent } = await failure(host, { headers: { authorization: "secret\n" } });
      assert.deepEqual([code, unsent], ["ERR_INVALID_CHAR", true]);
    });

    it("reports that nothing was sent if the TLS handshake broke off or took too long", async () => {
      const leaving = await keep(tcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
      assert.deepEqual(await failure(leaving.host, { protocol: "https" }), { code: "ECONNRESET", unsent: true });
      const silent = await keep(tcpServer(() => {}));
      assert.deepEqual(await failure(silent.host, { protocol: "https" }, 100), { code: "TIMEOUT", unsent: true });
    });

    it("reports that nothing was sent if the certificate was rejected, and the service sees no request", async () => {
      let requests = 0;
      const answer: RequestListener = (_, response) => {
        requests += 1;
        response.end("{}");
      };
      const { port } = await keep(httpServer(answer, selfSignedCertificate("localhost")));
      const { code, unsent } = await failure(`localhost:${port}`, { protocol: "https" });
      assert.deepEqual([code, unsent, requests], ["DEPTH_ZERO_SELF_SIGNED_CERT", true, 0]);
    });

    it("does not report that nothing was sent once the connection was established", async () => {
      const resetting = await keep(tcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
      assert.deepEqual(await failure(resetting.host), { code: "ECONNRESET", unsent: false });
      const breaking = await keep(tcpServer((socket) => socket.end(`${HEAD}content-length: 50\r\n\r\n{`)));
      assert.deepEqual(await failure(breaking.host), { code: "TRUNCATED", unsent: false });
      const silent = await keep(tcpServer(() => {}));
      assert.deepEqual(await failure(silent.host, {}, 100), { code: "TIMEOUT", unsent: false });
    });

    it("does not report that nothing was sent once the certificate was accepted", async () => {
      const pair = selfSignedCertificate("localhost");
      const { port } = await keep(httpServer(({ socket }) => socket.destroy(), pair));
      const { output } = await runProgram(
        `
        const { createTransport } = require("./provider/wire/transport/transport");
        const { sendNow } = require("./test/support/wire/sendNow");
        const send = sendNow(createTransport({}).send);
        const host = "localhost:${port}";
        const request = { method: "POST", protocol: "https", host, path: "/", headers: {}, query: {} };
        send(request, { timeoutMs: 60_000 }).catch(({ code, unsent }) => console.log(code, unsent));
      `,
        { NODE_TLS_REJECT_UNAUTHORIZED: "0" },
      );
      assert.match(output, /^ECONNRESET false$/m);
    });
  });
});
