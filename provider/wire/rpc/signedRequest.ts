import { createHash, randomUUID } from "node:crypto";
import OpenApiClient, { Config } from "@alicloud/openapi-client";
import OpenApiUtil from "@alicloud/openapi-util";
import { PACKAGE_VERSION } from "../../core/packageVersion";
import type { Credentials } from "../credentials/fetchedCredentials";
import type { Endpoint } from "../endpoint/resolveEndpoint";
import type { WireRequest } from "../transport/wireMessages";

const ALGORITHM = "ACS3-HMAC-SHA256";
const HASH_OF_NOTHING = createHash("sha256").digest("hex");

type SignedPart = Parameters<typeof OpenApiUtil.getAuthorization>[0];

/**
 * Creates RPC-style requests and signs them as the official client does (ACS3). The official client is not used to send
 * them, because its retries, time-outs, aborts and proxy settings do not work. This module loads that client, so import
 * it only when it is needed.
 */
export class RequestSigner extends OpenApiClient {
  constructor(private readonly target: { endpoint: Endpoint; region: string; version: string }) {
    const { endpoint, region } = target;
    super(
      new Config({
        endpoint: endpoint.host,
        protocol: endpoint.protocol,
        regionId: region,
        userAgent: `pulumi-alicloud-dbs/${PACKAGE_VERSION}`,
      }),
    );
  }

  /**
   * Returns a signed request. Send it only once, because its nonce and time stamp are valid for one request only.
   * @param now - milliseconds since the epoch, by the service's clock
   */
  sign(
    action: string,
    parameters: Readonly<Record<string, string>>,
    { accessKeyId, accessKeySecret, securityToken }: Credentials,
    now: number,
  ): WireRequest {
    const query = { ...parameters };
    const headers: Record<string, string> = {
      host: this._endpoint,
      accept: "application/json",
      "user-agent": this.getUserAgent(),
      "x-acs-action": action,
      "x-acs-version": this.target.version,
      "x-acs-date": new Date(now).toISOString().replace(/\.\d+Z$/, "Z"),
      "x-acs-signature-nonce": randomUUID(),
      "x-acs-content-sha256": HASH_OF_NOTHING,
      ...(securityToken === undefined
        ? {}
        : { "x-acs-accesskey-id": accessKeyId, "x-acs-security-token": securityToken }),
    };
    const signed = { method: "POST", pathname: "/", query, headers };
    headers.authorization = OpenApiUtil.getAuthorization(
      // `getAuthorization` reads only these four members.
      signed as unknown as SignedPart,
      ALGORITHM,
      HASH_OF_NOTHING,
      accessKeyId,
      accessKeySecret,
    );
    return { method: "POST", protocol: this.target.endpoint.protocol, host: this._endpoint, path: "/", headers, query };
  }
}
