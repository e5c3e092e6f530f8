import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { httpServer, tcpServer } from "../../support/wire/localServer";
import { wireRequest } from "../../support/wire/wireRequest";

const HEAD = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n";

describe("exchange", () => {
  const keep = closeAfterEach();
  const transport = () => {
    const made = createTransport({});
    void keep(made);
    return made;
  };

  it("sends method, headers and the query encoded as it was signed, and no body", async () => {
    const seen: unknown[] = [];
    const { host } = await keep(
      httpServer(({ method, url, headers }, response) => {
        seen.push(method, url, headers.authorization, headers["content-length"], headers.host);
        response.end("{}");
      }),
    );
    const request = wireRequest(host, { query: { Name: "a b!'()*~ü&=", Empty: "" } });
    await transport().send(request, { timeoutMs: 5000 });
    const url = "/?Name=a%20b%21%27%28%29%2A~%C3%BC%26%3D&Empty=";
    assert.deepEqual(seen, ["POST", url, request.headers.authorization, "0", host]);
  });

  it("gives status, headers and body as they came, whatever the status", async () => {
    const { host } = await keep(
      httpServer((_, response) =>
        response.writeHead(503, { "X-Acs-Retry-After": "7", "set-cookie": ["a", "b"] }).end("ü"),
      ),
    );
    const { status, headers, body } = await transport().send(wireRequest(host), { timeoutMs: 5000 });
    assert.deepEqual([status, headers["x-acs-retry-after"], headers["set-cookie"], body], [503, "7", "a, b", "ü"]);
  });

  it("follows no redirect", async () => {
    let requests = 0;
    const { host } = await keep(
      httpServer((_, response) => {
        requests += 1;
        response.writeHead(302, { location: "/elsewhere" }).end();
      }),
    );
    assert.equal((await transport().send(wireRequest(host), { timeoutMs: 5000 })).status, 302);
    assert.equal(requests, 1);
  });

  it("asks for gzip and unpacks it", async () => {
    const { host } = await keep(
      httpServer(({ headers }, response) =>
        response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(`got ${headers["accept-encoding"]}`)),
      ),
    );
    assert.equal((await transport().send(wireRequest(host), { timeoutMs: 5000 })).body, "got gzip");
  });

  it("names gzip that breaks off, and gzip that is none", async () => {
    const bodies = [gzipSync("x".repeat(5000)).subarray(0, 20), Buffer.from("<html>")];
    const { host } = await keep(
      httpServer((_, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bodies.shift())),
    );
    const { send } = transport();
    await assert.rejects(send(wireRequest(host), { timeoutMs: 5000 }), {
      name: "TransportFailure",
      code: "Z_BUF_ERROR",
    });
    await assert.rejects(send(wireRequest(host), { timeoutMs: 5000 }), { code: "Z_DATA_ERROR" });
  });

  it("refuses a body above 16 MiB, packed or not, and closes the connection", async () => {
    const huge = Buffer.alloc(17 * 2 ** 20);
    const bodies = [huge, gzipSync(huge)];
    const server = await keep(
      httpServer((_, response) => {
        const body = bodies.shift();
        response.writeHead(200, body === huge ? {} : { "content-encoding": "gzip" }).end(body);
      }),
    );
    const { send } = transport();
    await assert.rejects(send(wireRequest(server.host), { timeoutMs: 5000 }), { code: "TOO_LARGE" });
    await assert.rejects(send(wireRequest(server.host), { timeoutMs: 5000 }), { code: "TOO_LARGE" });
    assert.equal(server.connections.length, 2);
  });

  for (const [what, bytes, code] of [
    ["hangs up without a word", "", "ECONNRESET"],
    ["hangs up within the head", HEAD, "ECONNRESET"],
    ["hangs up within a body of known length", `${HEAD}content-length: 50\r\n\r\n{"Re`, "TRUNCATED"],
    ["hangs up within a chunked body", `${HEAD}transfer-encoding: chunked\r\n\r\n4\r\n{"Re\r\n`, "TRUNCATED"],
    ["does not speak HTTP", "SSH-2.0-x\r\n\r\n", "HPE_INVALID_CONSTANT"],
  ] as const) {
    it(`names a server that ${what}: ${code}`, async () => {
      const { host } = await keep(tcpServer((socket) => socket.once("data", () => socket.end(bytes))));
      await assert.rejects(transport().send(wireRequest(host), { timeoutMs: 5000 }), {
        name: "TransportFailure",
        code,
      });
    });
  }

  it("names a server that is not there", async () => {
    const { host, close } = await tcpServer(() => {});
    await close();
    await assert.rejects(transport().send(wireRequest(host), { timeoutMs: 5000 }), { code: "ECONNREFUSED" });
  });

  it("names a header that can't be sent, and not its value", async () => {
    const headers = { authorization: "secret\n" };
    await assert.rejects(transport().send(wireRequest("127.0.0.1:9", { headers }), { timeoutMs: 5000 }), {
      code: "ERR_INVALID_CHAR",
      message: 'Invalid character in header content ["authorization"]',
    });
  });
});
