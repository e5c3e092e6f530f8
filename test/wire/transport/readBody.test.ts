import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { runProgram } from "../../support/runProgram";
import { httpServer, tcpServer } from "../../support/wire/localServer";
import { sendNow } from "../../support/wire/sendNow";
import { wireRequest } from "../../support/wire/wireRequest";

const MEBIBYTE = 2 ** 20;
const CHUNKS = Buffer.from("1\r\nx\r\n".repeat(2 ** 16));

describe("readBody", () => {
  const keep = closeAfterEach();

  it("takes memory in proportion to the body if it arrives in chunks of one byte", async () => {
    const { host } = await keep(
      tcpServer((socket) =>
        socket.once("data", () => {
          socket.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
          for (let sent = 0; sent < 2 * MEBIBYTE; sent += 2 ** 16) socket.write(CHUNKS);
          socket.end("0\r\n\r\n");
        }),
      ),
    );
    const { output } = await runProgram(
      `
      const { createTransport } = require("./provider/wire/transport/transport");
      const { sendNow } = require("./test/support/wire/sendNow");
      const request = { method: "POST", protocol: "http", host: "${host}", path: "/", headers: {}, query: {} };
      sendNow(createTransport({}).send)(request, { timeoutMs: 60_000 }).then(
        ({ body }) => console.log(body === "x".repeat(2 * ${MEBIBYTE})),
        ({ code }) => console.log(code),
      );
    `,
      { NODE_OPTIONS: "--max-old-space-size=160" },
    );
    assert.equal(output, "true\n");
  }).timeout(600_000);

  it("puts the chunks of any size together in order, compressed or not", async () => {
    const text = Array.from({ length: 40_000 }, (_, at) => `${at}ü`).join(" ");
    const bodies = [Buffer.from(text), gzipSync(text)];
    const { host } = await keep(
      httpServer((_, response) => {
        const body = bodies.shift() as Buffer;
        if (bodies.length === 0) response.setHeader("content-encoding", "gzip");
        for (let at = 0, size = 1; at < body.length; at += size, size = (size * 7 + 3) % 4_099) {
          response.write(body.subarray(at, at + size));
        }
        response.end();
      }),
    );
    const { send } = await keep(createTransport({}));
    for (const _ of ["plain", "compressed"]) {
      const { body } = await sendNow(send)(wireRequest(host), { timeoutMs: 20_000 });
      assert.ok(body === text);
    }
  });
});
