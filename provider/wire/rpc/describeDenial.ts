import type { CallContext } from "./failure";

/** Long, and to be read by the service alone (sts:DecodeDiagnosticMessage). */
const ENCODED = "EncodedDiagnosticMessage";

/**
 * What RAM says of a denied call.
 * @param accessDenied - `AccessDeniedDetail` of the answer: AuthAction, AuthPrincipalDisplayName, PolicyType, …
 */
export function describeDenial(
  accessDenied: unknown,
  { action, parameters, region, show }: CallContext,
): { detail: string; advice: string } {
  const fields = typeof accessDenied === "object" && accessDenied !== null ? Object.entries(accessDenied) : [];
  const told = fields
    .filter(([name, value]) => name !== ENCODED && typeof value === "string" && value !== "")
    .slice(0, 8)
    .map(([name, value]) => `${show(name, 40)} ${show(value, 100)}`);
  const resource =
    parameters.InstanceName === undefined ? region : `${show(parameters.InstanceName, 100)} in ${region}`;
  return {
    detail: told.length === 0 ? "" : ` (${told.join(", ")})`,
    advice: `let a RAM policy allow dbs:${action} on the resource ${resource}`,
  };
}
