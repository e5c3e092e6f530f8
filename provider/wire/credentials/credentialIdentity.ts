import { createHash } from "node:crypto";
import type { Configuration, Environment } from "../configuration/configuration";

/** Variables that tell apart what a default chain, a profile without a name, or a role may find. */
const IDENTIFYING = /^(HOME|USERPROFILE|(ALICLOUD|ALIBABA_CLOUD)_.*(ROLE|OIDC|PROFILE|FILE|METADATA).*)$/;

/** Which identity a configuration calls as, for keys of shared things; never shown. A hash: it holds no secret. */
export function credentialIdentity(
  { credentials }: Pick<Configuration, "credentials">,
  environment: Environment,
): string {
  const known = isWholeIdentity({ credentials }) ? [] : identifying(environment);
  return createHash("sha256")
    .update(JSON.stringify([credentials, known]))
    .digest("hex");
}

/** Keys that are no way to others are an identity by themselves, whatever the environment says. */
export function isWholeIdentity({ credentials: { base, assumeRole } }: Pick<Configuration, "credentials">): boolean {
  return base?.kind === "keys" && assumeRole === undefined;
}

/** Asked at each read: of a process's environment names are cheap, and values are not. */
function identifying(environment: Environment): (string | undefined)[][] {
  const names = Object.keys(environment).filter((name) => IDENTIFYING.test(name));
  return names.sort().map((name) => [name, environment[name]]);
}
