import { createHash, createHmac, randomUUID } from "node:crypto";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export interface CallOptions {
  accessKeyId?: string;
  accessKeySecret?: string;
  securityToken?: string;
  nonce?: string;
  /** Milliseconds since the epoch. */
  date?: number;
  action?: string;
  version?: string;
  method?: string;
  /** Changes the request after it was signed, as an attacker on the network would. */
  tamper?: (headers: Record<string, string>, parameters: Record<string, string>) => void;
}

/** Makes a signed call. Signs it as the API documentation describes, without using any of the client's code. */
export async function signedCall(url: string, parameters: Record<string, string>, options: CallOptions = {}) {
  const { accessKeyId = "key", accessKeySecret = "secret", securityToken, method = "POST" } = options;
  const headers: Record<string, string> = {
    host: new URL(url).host,
    "x-acs-action": options.action ?? "DescribeDownloadTask",
    "x-acs-version": options.version ?? "2021-01-01",
    "x-acs-date": new Date(options.date ?? Date.now()).toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": options.nonce ?? randomUUID(),
    "x-acs-content-sha256": sha256(""),
    ...(securityToken === undefined ? {} : { "x-acs-security-token": securityToken }),
  };
  const names = Object.keys(headers).sort();
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = (of: Record<string, string>) =>
    Object.keys(of)
      .sort()
      .map((name) => `${encode(name)}=${encode(of[name] as string)}`)
      .join("&");
  const lines = names.map((name) => `${name}:${headers[name]}\n`).join("");
  const canonical = [method, "/", query(parameters), lines, names.join(";"), sha256("")].join("\n");
  const signature = createHmac("sha256", accessKeySecret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
  headers.authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${names.join(";")},Signature=${signature}`;
  const sent = { ...parameters };
  options.tamper?.(headers, sent);
  const response = await fetch(`${url}/?${query(sent)}`, { method, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text || "null") };
}
