import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { readBytes } from "./readBytes";
import { TransportFailure } from "./transportFailure";

/** Maximum bytes of an answer, compressed or not. A page of 100 tasks is about 60 kB. */
const LARGEST_BODY = 16 * 2 ** 20;

const GZIP = /^(x-)?gzip$/i;

const unzip = promisify(gunzip);

/**
 * Reads the body of an answer, decompressed and decoded as UTF-8.
 * @throws TransportFailure
 */
export async function readBody(incoming: IncomingMessage): Promise<string> {
  const body = await readBytes(incoming, LARGEST_BODY);
  const encoding = incoming.headers["content-encoding"] ?? "";
  return body.length > 0 && GZIP.test(encoding) ? unpack(body) : body.toString("utf8");
}

async function unpack(body: Buffer): Promise<string> {
  try {
    return (await unzip(body, { maxOutputLength: LARGEST_BODY })).toString("utf8");
  } catch (error) {
    const { code = "Z_DATA_ERROR", message } = error as NodeJS.ErrnoException;
    throw code === "ERR_BUFFER_TOO_LARGE"
      ? new TransportFailure("TOO_LARGE", `the answer is larger than ${LARGEST_BODY} bytes`)
      : new TransportFailure(code, `the gzip body is broken: ${message}`);
  }
}
