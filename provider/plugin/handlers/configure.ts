import { type ConfigureRequest, ConfigureResponse } from "@pulumi/pulumi/proto/provider_pb";
import { DbsError } from "../../core/errors";
import type { PluginSession } from "../pluginSession";
import { readProperties } from "../values/readProperties";
import { configReader, unknownArguments } from "./configReader";

/** Matches the names that the engine gives to providers that the program did not make. */
const DEFAULT_NAME = /^default(?:_|$)/;

/**
 * Takes the configuration: the provider's arguments, and for each that is missing the environment. `pulumi do` never
 * calls CheckConfig, so the arguments are checked here too.
 * @throws DbsError of kind `arguments` if an argument is not known
 */
export function configure(request: ConfigureRequest, session: PluginSession): ConfigureResponse {
  const prefix = "alicloud-dbs:config:";
  const variables = request
    .getVariablesMap()
    .toArray()
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value]);
  const given = { ...Object.fromEntries(variables), ...readProperties(request.getArgs()).marked };
  const issues = unknownArguments(given);
  if (issues.length > 0) {
    throw new DbsError("arguments", issues.map(({ reason }) => reason).join(". "), { issues });
  }
  const { plain } = readProperties(request.getArgs());
  const name = request.getName() ?? "default";
  session.configure(configReader({ ...Object.fromEntries(variables), ...plain }, !DEFAULT_NAME.test(name)));
  return new ConfigureResponse().setAcceptsecrets(true).setAcceptoutputs(true).setSupportspreview(true);
}
