import { createHash } from "node:crypto";

/** Identifies a hand-over. Two processes that work for the same engine on the same request compute the same key. */
export interface HandOverKey {
  /** Address of the engine, `host:port`. */
  engine: string;
  /** Name and version of the value's form, for example `gate 1`. A value of another form is never taken. */
  form: string;
  /** The request that the value answers, as it comes out of the parser. Anything that has a JSON form. */
  request: unknown;
}

/** Returns the beginning of the file names of all hand-overs of one form to one engine. */
export function enginePrefix({ engine, form }: Pick<HandOverKey, "engine" | "form">): string {
  return `${hash([form, engine])}.`;
}

/** Returns the beginning of the file names of all hand-overs with this key. */
export function handOverPrefix(key: HandOverKey): string {
  return `${enginePrefix(key)}${hash(key.request)}.`;
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 32);
}
