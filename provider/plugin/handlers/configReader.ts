import type { ArgumentIssue } from "../../core/errors";
import { UNKNOWN } from "../../core/pulumiMarks";
import { cleanText, LONGEST_WORD } from "../../core/text/cleanText";
import type { Properties } from "../../lifecycle/properties";
import { CONFIGURATION_KEYS } from "../../wire/configuration/configuration";
import type { ConfigReader } from "../../wire/configuration/settings";
import { CONFIGURED_SOURCES } from "../../wire/credentials/sourceTable";

const NAMESPACE = "alicloud-dbs:";

/** Names of the provider's arguments: every key of the configuration, without its namespace. */
const ARGUMENTS: readonly string[] = [
  ...Object.keys(CONFIGURATION_KEYS),
  ...CONFIGURED_SOURCES.flatMap(({ keys }) => Object.keys(keys)),
  "assumeRole",
];

/** Arguments that Pulumi itself adds. */
const PULUMI_ARGUMENTS = ["version", "pluginDownloadURL", "pluginChecksums", "__internal"];

/** Returns a problem for each argument that is not one of the provider. A value is never shown: it may be a secret. */
export function unknownArguments(given: Properties): ArgumentIssue[] {
  return Object.keys(given)
    .filter((name) => !ARGUMENTS.includes(name) && !PULUMI_ARGUMENTS.includes(name))
    .map((name) => ({
      property: name,
      reason: `${cleanText(name, LONGEST_WORD)} is not an argument of the provider alicloud-dbs; it has ${ARGUMENTS.join(", ")}`,
    }));
}

/**
 * Returns the reader of a provider's configuration. An argument that is no text is read as JSON text, which is also the
 * form in which generated SDKs pass it.
 * @param given - the provider's arguments in the clear
 * @param isExplicit - whether the program made the provider. Else the arguments come from the stack's configuration
 */
export function configReader(given: Properties, isExplicit: boolean): ConfigReader {
  const read = (key: string): string | undefined => {
    const value = key.startsWith(NAMESPACE) ? given[key.slice(NAMESPACE.length)] : undefined;
    if (value === undefined || value === null || value === UNKNOWN) return undefined;
    return typeof value === "string" ? value : JSON.stringify(value);
  };
  return isExplicit
    ? Object.assign(read, { sourceOf: (key: string) => `provider argument ${key.slice(key.indexOf(":") + 1)}` })
    : read;
}
