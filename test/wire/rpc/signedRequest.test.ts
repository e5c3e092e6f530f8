import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { RequestSigner } from "../../../provider/wire/rpc/signedRequest";
import type { WireRequest } from "../../../provider/wire/transport/transport";
import { propertyRuns } from "../../support/propertyRuns";

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const KEYS = { accessKeyId: "LTAI-test-id", accessKeySecret: "test-secret" };

function sign(parameters: Record<string, string>, credentials = KEYS, offset = 0): WireRequest {
  const endpoint = { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com" } as const;
  const signer = new RequestSigner({ endpoint, region: "cn-hangzhou", version: "2021-01-01" });
  return signer.sign("DescribeDownloadTask", parameters, credentials, NOW + offset);
}

/** Computes a request's signature as a server does, from the API's documentation alone. */
function expectedSignature({ method, path, query, headers }: WireRequest, secret: string): string {
  const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
  const percent = (text: string) =>
    [...Buffer.from(text)]
      .map((byte) => (/[\w.~-]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : hex(byte)))
      .join("");
  const hex = (byte: number) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  const names = /SignedHeaders=([^,]*)/.exec(headers.authorization ?? "")?.[1]?.split(";") ?? [];
  const canonical = [
    method,
    path,
    Object.keys(query)
      .sort()
      .map((name) => `${percent(name)}=${percent(query[name] ?? "")}`)
      .join("&"),
    names.map((name) => `${name}:${headers[name]?.trim()}\n`).join(""),
    names.join(";"),
    sha256(""),
  ].join("\n");
  return createHmac("sha256", secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest("hex");
}

const signatureOf = ({ headers }: WireRequest) => /Signature=(\w+)$/.exec(headers.authorization ?? "")?.[1];

describe("RequestSigner", () => {
  it("signs every value so that an independent implementation computes the same signature", () => {
    const value = fc.string({ unit: "binary" });
    const names = ["RegionCode", "InstanceName", "BackupSetId", "CurrentPage", "DatasourceId", "StartTime"];
    const parameters = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
    const token = fc.option(fc.stringMatching(/^[\w+/=.]{1,80}$/), { nil: undefined });
    fc.assert(
      fc.property(parameters, token, fc.stringMatching(/^\w{1,40}$/), (query, securityToken, accessKeySecret) => {
        const credentials = { ...KEYS, accessKeySecret, ...(securityToken === undefined ? {} : { securityToken }) };
        const request = sign(query, credentials);
        assert.deepEqual(request.query, query);
        assert.equal(signatureOf(request), expectedSignature(request, accessKeySecret));
      }),
      propertyRuns(500, 10_000),
    );
  });

  it("signs the host, action, version, time, nonce, content and session token", () => {
    const signed = "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version";
    assert.match(sign({}).headers.authorization ?? "", new RegExp(`Credential=LTAI-test-id,SignedHeaders=${signed},`));
    const { headers } = sign({}, { ...KEYS, securityToken: "token" } as typeof KEYS);
    assert.match(headers.authorization ?? "", /;x-acs-security-token;/);
    assert.deepEqual([headers["x-acs-security-token"], headers["x-acs-accesskey-id"]], ["token", "LTAI-test-id"]);
    assert.deepEqual([headers["x-acs-action"], headers["x-acs-version"]], ["DescribeDownloadTask", "2021-01-01"]);
  });

  it("gives each request a nonce of its own", () => {
    const nonces = Array.from({ length: 1000 }, () => sign({}).headers["x-acs-signature-nonce"]);
    assert.equal(new Set(nonces).size, 1000);
  });

  it("sends the time of the service's clock, to the second", () => {
    assert.equal(sign({}).headers["x-acs-date"], "2026-01-02T03:04:05Z");
    assert.equal(sign({}, KEYS, -3_600_000).headers["x-acs-date"], "2026-01-02T02:04:05Z");
  });

  it("names this package and its version in the user agent", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(PACKAGE_VERSION, version);
    assert.match(sign({}).headers["user-agent"] ?? "", new RegExp(`^AlibabaCloud .* pulumi-alicloud-dbs/${version}$`));
  });
});
