import type { IncomingMessage } from "node:http";
import { TransportFailure } from "./transportFailure";

/**
 * Reads the bytes of an answer as they came. Reads by events, because iterating over the answer would double the cost of
 * a small exchange.
 * @param largest - maximum number of bytes
 * @throws TransportFailure with code `TRUNCATED` or `TOO_LARGE`. The caller closes the connection
 */
export function readBytes(incoming: IncomingMessage, largest: number): Promise<Buffer> {
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
      if (size > largest) {
        reject(new TransportFailure("TOO_LARGE", `the answer is larger than ${largest} bytes`));
      } else if (start === 0) {
        body = chunk;
      } else {
        if (size > body.length) body = grown(body, start, size);
        chunk.copy(body, start);
      }
    });
    incoming.on("end", () => resolve(body.subarray(0, size)));
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
