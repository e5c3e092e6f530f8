import { DbsError } from "../../core/errors";
import { type Environment, onlyVariables } from "../configuration/settings";
import type { FetchCredentials, SendCredentialRequest } from "./fetchedCredentials";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "./sourceTable";

/**
 * Tries the default sources in the order of the table. Skips a source that does not exist on this machine. A source
 * that exists but fails is an error; the next source is not tried.
 *
 * The library's own chain (2.4.7) is not used. When a source fails, it tries the next one and may call as another
 * identity. It loses its place when several calls arrive at once. After it has found nothing, a second call names a
 * host `undefined`.
 * @throws DbsError of kind `credentials` that lists every place it looked in
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
      `no credentials found. Checked in this order: ${looked.map((each, i) => `(${i + 1}) ${each}`).join("; ")}. ` +
        "Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY, or stack config alicloud:profile, or run `aliyun configure`",
    );
  };
}

/** Lists the settings that can name a source. None of them is set, because otherwise the chain is not tried. */
function unsetSettings(): string[] {
  const keys = CONFIGURED_SOURCES.flatMap((source) => Object.entries(source.keys));
  const variables = keys.flatMap(([, [first]]) => first ?? []);
  return [
    `stack config alicloud-dbs:* and alicloud:* (${keys.map(([key]) => key).join(", ")}): none is set`,
    `environment (${variables.join(", ")}, and their other spellings): none is set`,
  ];
}
