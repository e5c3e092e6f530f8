import type { CallContext } from "./failure";

/** A long field of the answer that only the service can decode (sts:DecodeDiagnosticMessage). */
const ENCODED = "EncodedDiagnosticMessage";

/** Operations that a RAM policy can narrow to one instance. The others need the resource `*`. */
const NARROW = ["DescribeDownloadTask", "CreateDownload"];

/**
 * Describes why RAM denied a call, and advises which policy to add.
 * @param accessDenied - the answer's `AccessDeniedDetail`: AuthAction, AuthPrincipalDisplayName, PolicyType, …
 */
export function describeDenial(
  accessDenied: unknown,
  { action, parameters, region, show }: CallContext,
): { detail: string; advice: string } {
  const fields = typeof accessDenied === "object" && accessDenied !== null ? Object.entries(accessDenied) : [];
  const details = fields
    .filter(([name, value]) => name !== ENCODED && typeof value === "string" && value !== "")
    .slice(0, 8)
    .map(([name, value]) => `${show(name, 40)} ${show(value, 100)}`);
  const { InstanceName } = parameters;
  const narrow = InstanceName === undefined ? "" : ` on the resource ${show(InstanceName, 100)}`;
  const resource = NARROW.includes(action) ? narrow : " on the resource *";
  return {
    detail: details.length === 0 ? "" : ` (${details.join(", ")})`,
    advice: `Add a RAM policy that allows dbs:${action}${resource} in ${region}`,
  };
}
