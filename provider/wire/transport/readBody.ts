import type { IncomingMessage } from "node:http";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { TransportFailure } from "./transportFailure";

/** Maximum bytes of an answer, compressed or not. A page of 100 tasks is about 60 kB. */
const LARGEST_BODY = 16 * 2 ** 20;

const GZIP = /^(x-)?gzip$/i;

const unzip = promisify(gunzip);

/**
 * Reads the body of an answer, decompressed and decoded as UTF-8. Reads by events, because iterating over the answer
 * would double the cost of a small exchange.
 * @throws TransportFailure
 */
export function readBody(incoming: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    // A list of the chunks would take hundreds of times the memory of a body that arrives byte by byte.
    let body: Buffer = Buffer.alloc(0);
    let size = 0;
    const cutOff = () => {
      if (!incoming.complete) {
        reject(new TransportFailure("TRUNCATED", "the connection ended before the answer was complete"));
      }
    };
    incoming.on("data", (chunk: Buffer) => {
      const start = size;
      size += chunk.length;
      if (size > LARGEST_BODY) {
        reject(tooLarge());
      } else if (start === 0) {
        body = chunk;
      } else {
        if (size > body.length) body = grown(body, start, size);
        chunk.copy(body, start);
      }
    });
    incoming.on("end", () => {
      const whole = body.subarray(0, size);
      const encoding = incoming.headers["content-encoding"] ?? "";
      resolve(size > 0 && GZIP.test(encoding) ? unpack(whole) : whole.toString("utf8"));
    });
    incoming.on("error", cutOff);
    incoming.on("close", cutOff);
  });
}

/** Returns a buffer with room for at least `size` bytes, of which the first `used` are those of `body`. */
function grown(body: Buffer, used: number, size: number): Buffer {
  const larger = Buffer.allocUnsafe(Math.max(size, 2 * used, 1024));
  body.copy(larger, 0, 0, used);
  return larger;
}

async function unpack(body: Buffer): Promise<string> {
  try {
    return (await unzip(body, { maxOutputLength: LARGEST_BODY })).toString("utf8");
  } catch (error) {
    const { code = "Z_DATA_ERROR", message } = error as NodeJS.ErrnoException;
    throw code === "ERR_BUFFER_TOO_LARGE"
      ? tooLarge()
      : new TransportFailure(code, `the gzip body is broken: ${message}`);
  }
}

function tooLarge(): TransportFailure {
  return new TransportFailure("TOO_LARGE", `the answer is larger than ${LARGEST_BODY} bytes`);
}
