import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Fault } from "./scenario";

/** Sends an answer, changed or cut off as the fault says. */
export async function sendAnswer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string,
  fault: Fault = {},
): Promise<void> {
  const { connection, gzip, delay } = fault;
  if (delay !== undefined) await new Promise((resolve) => setTimeout(resolve, delay));
  const socket = response.socket;
  if (connection === "reset") return void socket?.resetAndDestroy();
  if (connection === "hang-up") return void socket?.destroy();
  if (connection === "silent") return;
  const sent = gzip ? gzipSync(body) : Buffer.from(body);
  response.writeHead(status, {
    "content-type": "application/json;charset=utf-8",
    "content-length": sent.length,
    ...(gzip ? { "content-encoding": "gzip" } : {}),
    ...headers,
  });
  if (connection === "truncated" || connection === "stalled") {
    response.write(sent.subarray(0, Math.floor(sent.length / 2)), () => {
      if (connection === "truncated") socket?.destroy();
    });
    return;
  }
  if (connection === "trickle") {
    for (let at = 0; at < sent.length && !response.destroyed; at++) {
      response.write(sent.subarray(at, at + 1));
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
  response.end(connection === "trickle" ? undefined : sent);
}
