import { DbsError } from "../../core/errors";
import { type Environment, onlyVariables } from "../configuration/settings";
import type { DefaultSource } from "./defaultSource";
import type { FetchCredentials } from "./fetchedCredentials";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "./sourceTable";

/**
 * Returns a function that tries the default sources in the order of the table. A source that does not exist on this
 * machine is skipped. A source that exists but fails is an error, and the next source is not tried. Nor is it once a
 * source has given credentials: a wait must not go on as another identity.
 *
 * The credentials library's own chain (2.4.7) is not used, for three reasons. If a source fails, it moves on to the
 * next one, so that calls may be made as another identity. It loses its position if several calls arrive at once. After
 * it has found nothing, a second call refers to a host named `undefined`.
 * @throws DbsError of kind `credentials` that lists every place that was checked
 */
export function defaultChain(environment: Environment, stsEndpoint?: string): FetchCredentials {
  const sources = DEFAULT_SOURCES.map((source) => ({
    source,
    tools: { environment: onlyVariables(environment, source.variables), stsEndpoint },
  }));
  let given: DefaultSource | undefined;
  return async (send) => {
    const looked = unsetSettings();
    for (const { source, tools } of sources) {
      const found = await source.fetch(tools, send);
      if (!("absent" in found)) {
        given = source;
        return found;
      }
      if (source === given) {
        throw found.failure ?? new DbsError("credentials", `${source.title}, used until now: ${found.absent}`);
      }
      looked.push(`${source.title}: ${found.absent}`);
    }
    throw new DbsError(
      "credentials",
      `no credentials found. Checked in this order: ${looked.map((each, i) => `(${i + 1}) ${each}`).join("; ")}. ` +
        "Set ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY in the environment, or alicloud:profile in the stack config, " +
        "or run `aliyun configure`",
    );
  };
}

/**
 * Describes the settings that can select a source. All of them are unset, because the chain is used only in that case.
 */
function unsetSettings(): string[] {
  const keys = CONFIGURED_SOURCES.flatMap((source) => Object.entries(source.keys));
  const variables = keys.flatMap(([, [first]]) => first ?? []);
  return [
    `stack config alicloud-dbs:* and alicloud:* (${keys.map(([key]) => key).join(", ")}): none is set`,
    `environment variables (${variables.join(", ")}, and their aliases): none is set`,
  ];
}
