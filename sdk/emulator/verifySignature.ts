import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "./refusal";
import { knownRefusal } from "./refusals";
import type { EmulatedCredentials } from "./scenario";

/** The parts of a request that its signature covers. */
export interface SignedRequest {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

const ALGORITHM = "ACS3-HMAC-SHA256";
const FORM = new RegExp(`^${ALGORITHM} Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$`);

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Checks an ACS3 signature as described on the page "V3 request structure and signature" of the cloud's API
 * documentation. The signature covers the headers that the request lists in SignedHeaders, in that order. The error
 * codes come from the gateway's list of common errors.
 * @returns the credentials that signed the request
 * @throws Refusal if the signature is missing, malformed or wrong
 */
export function verifySignature(request: SignedRequest, known: readonly EmulatedCredentials[]): EmulatedCredentials {
  const { method, path, query, headers, body } = request;
  if (headers.authorization === undefined) {
    throw new Refusal(400, "MissingAuthorization", "Authorization is mandatory for this action.");
  }
  const [, accessKeyId, signedHeaders, signature] = FORM.exec(headers.authorization) ?? [];
  if (accessKeyId === undefined || signedHeaders === undefined || signature === undefined) {
    throw knownRefusal("IncompleteSignature");
  }
  const credentials = known.find((candidate) => candidate.accessKeyId === accessKeyId);
  if (credentials === undefined) {
    throw knownRefusal("InvalidAccessKeyId.NotFound");
  }
  if (headers["x-acs-content-sha256"] !== sha256(body)) {
    throw new Refusal(400, "SignatureDoesNotMatch", "The hash of the body is not the one that was signed.");
  }
  const sorted = [...query].map(([name, value]) => `${encode(name)}=${encode(value)}`).sort();
  const lines = signedHeaders.split(";").map((name) => `${name}:${String(headers[name] ?? "").trim()}\n`);
  const canonical = [method, path, sorted.join("&"), lines.join(""), signedHeaders, sha256(body)].join("\n");
  const expected = createHmac("sha256", credentials.accessKeySecret)
    .update(`${ALGORITHM}\n${sha256(canonical)}`)
    .digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, "hex"))) {
    throw knownRefusal("SignatureDoesNotMatch");
  }
  for (const needed of [
    "host",
    "x-acs-action",
    "x-acs-version",
    "x-acs-date",
    "x-acs-signature-nonce",
    "x-acs-content-sha256",
  ]) {
    if (!signedHeaders.split(";").includes(needed)) {
      throw new Refusal(400, "IncompleteSignature", `The header ${needed} is not signed.`);
    }
  }
  return credentials;
}
