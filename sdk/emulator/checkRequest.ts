import type { IncomingHttpHeaders } from "node:http";
import { Refusal } from "./refusal";
import { knownRefusal } from "./refusals";
import type { EmulatedCredentials, Scenario } from "./scenario";
import { type SignedRequest, verifySignature } from "./verifySignature";

/** Maximum milliseconds by which a time stamp may be off (from the gateway's list of common errors). */
const CLOCK_TOLERANCE = 15 * 60_000;

/** What the gateway checks a request against. */
export interface GatewayChecks {
  /** Time of the service, which decides whether a session has ended. Milliseconds since the epoch. */
  now: number;
  /** Time by which time stamps of requests are checked, in milliseconds since the epoch. */
  signedNow: number;
  credentials: readonly EmulatedCredentials[];
  denied: NonNullable<Scenario["denied"]>;
  /** Names of the operations that exist. */
  actions: readonly string[];
  /** The nonces of earlier requests. */
  nonces: Set<string>;
}

/**
 * Runs the checks that the gateway makes before an operation, in this order. The order is inferred from the
 * descriptions of the codes. If a request has several faults, the live service may report another one first.
 * @returns the credentials that signed the request
 * @throws Refusal with the gateway's status, code and message
 */
export function checkRequest(
  request: SignedRequest,
  { now, signedNow, credentials, denied, actions, nonces }: GatewayChecks,
): EmulatedCredentials {
  const { method, path, headers } = request;
  if (path !== "/" || !["POST", "GET"].includes(method)) throw knownRefusal("InvalidAction.NotFound");
  checkOperation(headers, actions);
  checkTime(headers, signedNow);
  const caller = verifySignature(request, credentials);
  checkToken(headers, caller, now);
  const nonce = String(headers["x-acs-signature-nonce"]);
  if (nonces.has(nonce)) throw knownRefusal("SignatureNonceUsed");
  nonces.add(nonce);
  const action = String(headers["x-acs-action"]);
  if (denied.some((who) => isDenied(who, caller.accessKeyId, action))) {
    throw knownRefusal("NoPermission", {
      more: {
        AccessDeniedDetail: {
          AuthAction: `dbs:${action}`,
          AuthPrincipalType: "SubUser",
          PolicyType: "AccountLevelIdentityBasedPolicy",
          NoPermissionType: "ImplicitDeny",
        },
      },
    });
  }
  return caller;
}

function isDenied(who: NonNullable<Scenario["denied"]>[number], accessKeyId: string, action: string): boolean {
  return typeof who === "string"
    ? who === accessKeyId
    : who.accessKeyId === accessKeyId && who.actions.includes(action);
}

function checkOperation(headers: IncomingHttpHeaders, actions: readonly string[]): void {
  if (headers["x-acs-version"] !== "2021-01-01") throw knownRefusal("InvalidVersion");
  if (!actions.includes(String(headers["x-acs-action"]))) throw knownRefusal("InvalidAction.NotFound");
}

function checkTime(headers: IncomingHttpHeaders, now: number): void {
  const stamp = Date.parse(String(headers["x-acs-date"]));
  if (Number.isNaN(stamp))
    throw new Refusal(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
  if (Math.abs(now - stamp) > CLOCK_TOLERANCE) {
    throw knownRefusal("InvalidTimeStamp.Expired");
  }
}

function checkToken(
  headers: IncomingHttpHeaders,
  { securityToken, expiresAt }: EmulatedCredentials,
  now: number,
): void {
  const token = headers["x-acs-security-token"];
  if (token !== securityToken) {
    throw knownRefusal("InvalidSecurityToken.MismatchWithAccessKey");
  }
  if (expiresAt !== undefined && now >= expiresAt) {
    throw knownRefusal("InvalidSecurityToken.Expired");
  }
}
