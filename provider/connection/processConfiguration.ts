import { type Configuration, readConfiguration } from "../wire/configuration/configuration";
import type { ConfigReader, Environment } from "../wire/configuration/settings";
import { type CredentialSettings, chooseSource } from "../wire/credentials/chooseSource";

/** Region, endpoint, network and credentials, as configured. Holds secrets, so never show it. */
export interface ProcessConfiguration extends Configuration {
  credentials: CredentialSettings;
}

/**
 * Reads the stack configuration and the environment. Uses neither network nor files, and never throws.
 * @param stack - `undefined` outside a Pulumi program
 */
export function readProcessConfiguration(
  stack: ConfigReader | undefined,
  environment: Environment,
): ProcessConfiguration {
  return { ...readConfiguration(stack, environment), credentials: chooseSource(stack, environment) };
}
