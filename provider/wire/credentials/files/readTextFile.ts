import { readFile } from "node:fs/promises";

/** Reads the bytes of a file. */
export type ReadBytes = (path: string) => Promise<Buffer>;

/**
 * Reads a file as UTF-8. A byte order mark is skipped.
 * @throws Error if the file is UTF-16, as some editors and shells on Windows write it
 */
export async function readTextFile(path: string, read: ReadBytes = readFile): Promise<string> {
  const bytes = await read(path);
  const isMarked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  // Text in UTF-8 has no zero byte. UTF-16 has one in each Latin letter.
  if (isMarked || bytes.includes(0)) {
    throw new Error("the file is UTF-16 or binary; save it as UTF-8");
  }
  return bytes.toString("utf8").replace(/^\ufeff/, "");
}
