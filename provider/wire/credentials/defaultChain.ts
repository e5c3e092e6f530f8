import { DbsError } from "../../core/errors";
import { type Environment, onlyVariables } from "../configuration/settings";
import type { FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "./sourceTable";

/**
 * Tries the sources that no setting names, in the table's order. A source that does not exist here is passed over; one
 * that exists and fails is the error. The library's own chain (2.4.7) is not used: it takes the next source when one
 * fails, and so may call as another identity; it loses its place when several calls ask at once; and it names a host
 * `undefined` when asked again after it found nothing.
 * @throws DbsError of kind `credentials` that lists where credentials were looked for
 */
export function defaultChain(environment: Environment, send?: SendCredentialRequest): FetchCredentials {
  const sources = DEFAULT_SOURCES.map((source) => ({
    source,
    tools: { environment: onlyVariables(environment, source.variables), send },
  }));
  return async () => {
    const looked = unsetSettings();
    for (const { source, tools } of sources) {
      const found = await source.fetch(tools);
      if (!("absent" in found)) {
        return found;
      }
      looked.push(`${source.title}: ${found.absent}`);
    }
    throw new DbsError(
      "credentials",
      `no credentials found. Looked at, in this order: ${looked.map((each, i) => `(${i + 1}) ${each}`).join("; ")}. ` +
        "Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or stack config alicloud:profile, or run `aliyun configure`",
    );
  };
}

/** Lists the settings that would have named a source, since the chain is tried only where none of them is set. */
function unsetSettings(): string[] {
  const keys = CONFIGURED_SOURCES.flatMap((source) => Object.entries(source.keys));
  const variables = keys.flatMap(([, [first]]) => first ?? []);
  return [
    `stack config alicloud-dbs:* and alicloud:* (${keys.map(([key]) => key).join(", ")}): none is set`,
    `environment (${variables.join(", ")}, and their other spellings): none is set`,
  ];
}
