import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { sendCredentialRequest } from "../../../provider/wire/credentials/sendCredentialRequest";
import { closeAfterEach } from "../../support/closeAfterEach";
import { httpServer } from "../../support/wire/localServer";

describe("sendCredentialRequest", () => {
  const keep = closeAfterEach();
  const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) => keep(httpServer(answer));
  const request = (host: string, more: object = {}) => ({
    method: "POST",
    host,
    queries: {},
    headers: { "x-one": "1" },
    toRequestURL: () => `http://${host}/path?a=b`,
    ...more,
  });

  it("sends the method, the headers and the form, and returns the status and the whole body", async () => {
    const seen: unknown[] = [];
    const { host, connections } = await serve((asked, response) => {
      void text(asked).then((form) => {
        seen.push([asked.method, asked.url, asked.headers["x-one"], form]);
        response.writeHead(503, { "content-type": "text/html" });
        response.write("not ");
        response.end("now");
      });
    });
    const bodyForm = { Policy: '{"a b":"(*)"}', RoleArn: "arn+é" };
    const { statusCode, headers, body } = await sendCredentialRequest(request(host, { bodyForm }));
    assert.deepEqual([statusCode, headers["content-type"], body.toString()], [503, "text/html", "not now"]);
    const [[method, url, header, form]] = seen as [[string, string, string, string]];
    assert.deepEqual([method, url, header], ["POST", "/path?a=b", "1"]);
    assert.deepEqual(Object.fromEntries(new URLSearchParams(form)), bodyForm);
    assert.equal(connections.length, 1);
  });

  it("gives up after the time for connecting and for the answer, even if a byte comes now and then", async () => {
    const trickles: NodeJS.Timeout[] = [];
    const { host } = await serve((asked, response) => {
      if (asked.method === "PUT") trickles.push(setInterval(() => response.write("x"), 5));
    });
    try {
      for (const method of ["GET", "PUT"]) {
        const sent = sendCredentialRequest(request(host, { method, connectTimeout: 40, readTimeout: 60 }));
        await assert.rejects(sent, { code: "ETIMEDOUT", message: "no answer within 0.1 s" });
      }
    } finally {
      trickles.forEach(clearInterval);
    }
  });

  it("sends nothing if its signal is aborted already", async () => {
    const { host, connections } = await serve((_, response) => response.end());
    await assert.rejects(sendCredentialRequest(request(host), AbortSignal.abort(new Error("left"))), /^Error: left$/);
    assert.equal(connections.length, 0);
  });
});
