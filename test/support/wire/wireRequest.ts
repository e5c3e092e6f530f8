import type { WireRequest } from "../../../provider/wire/transport/transport";

/** A request to a local server, like those of a call. */
export function wireRequest(host: string, fields: Partial<WireRequest> = {}): WireRequest {
  return {
    method: "POST",
    protocol: "http",
    host,
    path: "/",
    headers: { host, authorization: "ACS3-HMAC-SHA256 Signature=abc" },
    query: { InstanceName: "rm-1" },
    ...fields,
  };
}
