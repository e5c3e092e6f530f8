import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { text } from "node:stream/consumers";
import { sendCredentialRequest } from "../../../provider/wire/credentials/sendCredentialRequest";
import { closeAfterEach } from "../../support/closeAfterEach";
import { configuredCredentials } from "../../support/wire/configuredCredentials";
import { httpServer } from "../../support/wire/localServer";

const MEBIBYTE = 2 ** 20;

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

  it("takes an answer of at most 1 MiB, and closes the connection of a larger one", async () => {
    const { host, connections } = await serve((asked, response) => {
      // The larger answer never ends.
      if (asked.method === "PUT") response.write(Buffer.alloc(MEBIBYTE + 1));
      else response.end(Buffer.alloc(MEBIBYTE));
    });
    assert.equal((await sendCredentialRequest(request(host))).body.length, MEBIBYTE);
    const larger = sendCredentialRequest(request(host, { method: "PUT" }));
    await assert.rejects(larger, { code: "TOO_LARGE", message: "the answer is larger than 1048576 bytes" });
    const [, connection] = connections;
    if (!connection?.closed) await once(connection as Socket, "close");
  });

  it("does not take an answer that is cut off for a whole one, but for an outage", async () => {
    const { host } = await serve((_, response) => {
      response.writeHead(200, { "content-length": "9" });
      response.write("{}", () => response.destroy());
    });
    const credentials = configuredCredentials({ "alicloud:credentialsUri": `http://${host}/` });
    await assert.rejects(credentials.resolve(), { kind: "unavailable" });
  });

  it("gives no credentials from an answer that is too large", async () => {
    const { host } = await serve((_, response) => response.write(Buffer.alloc(MEBIBYTE + 1)));
    const credentials = configuredCredentials({ "alicloud:credentialsUri": `http://${host}/` });
    await assert.rejects(credentials.resolve(), {
      kind: "credentials",
      message: /alicloud:credentialsUri: the answer is larger than 1048576 bytes$/,
    });
  });
});
