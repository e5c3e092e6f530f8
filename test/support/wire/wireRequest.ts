import type { WireRequest } from "../../../provider/wire/transport/transport";

/** Makes a request to a local server, in the form in which a call sends it. */
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
