import { createHmac, randomBytes } from "node:crypto";

/** Folder of the files of URL exports, below the emulator's address. */
export const DOWNLOADS = "/_files";

/** Signs the links. It is new in each process, so no link can be made elsewhere. */
const SECRET = randomBytes(16);

function signature(path: string, expires: string): string {
  return createHmac("sha1", SECRET).update(`${path}\n${expires}`).digest("base64url");
}

/**
 * Returns a link to a file, signed as OSS signs them.
 * @param expires - seconds since the epoch
 */
export function signedLink(url: string, path: string, expires: number): string {
  const query = new URLSearchParams({
    Expires: String(expires),
    OSSAccessKeyId: "emulator",
    Signature: signature(path, String(expires)),
  });
  return `${url}${DOWNLOADS}${path}?${query}`;
}

/** Serves a file. A link that is wrong or expired is refused as OSS refuses it. */
export function download(path: string, query: URLSearchParams, now: number): { status: number; body: string } {
  const expires = query.get("Expires") ?? "";
  if (query.get("Signature") !== signature(path.slice(DOWNLOADS.length), expires)) {
    return { status: 403, body: "<Error><Code>SignatureDoesNotMatch</Code></Error>" };
  }
  if (now > Number(expires) * 1000) {
    return { status: 403, body: "<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>" };
  }
  return { status: 200, body: "id,name\n1,one\n2,two\n" };
}
