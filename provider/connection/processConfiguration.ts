import { type Configuration, readConfiguration } from "../wire/configuration/configuration";
import type { ConfigReader, Environment } from "../wire/configuration/settings";
import { type CredentialSettings, chooseSource } from "../wire/credentials/chooseSource";

/** What stack config and environment say: where the calls go, and as whom. It holds secrets: never show it. */
export interface ProcessConfiguration extends Configuration {
  credentials: CredentialSettings;
}

/**
 * Reads what is configured. Pure: no network, no file, nothing thrown.
 * @param stack - absent outside a Pulumi program
 */
export function readProcessConfiguration(
  stack: ConfigReader | undefined,
  environment: Environment,
): ProcessConfiguration {
  return { ...readConfiguration(stack, environment), credentials: chooseSource(stack, environment) };
}
