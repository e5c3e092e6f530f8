import { omitUndefined } from "../../core/omitUndefined";
import type { Setting } from "../../core/setting";
import { productEndpoint } from "../configuration/productEndpoint";
import {
  type ConfigReader,
  type Environment,
  readSettings,
  type Settings,
  settingLayers,
} from "../configuration/settings";
import type { ConfiguredSource } from "./configuredSource";
import { CONFIGURED_SOURCES } from "./sourceTable";

/** The configured credential settings, not yet validated. They contain secrets, so never show them. */
export interface CredentialSettings {
  /** The source of the credentials. If absent, the default chain is used. */
  chosen?: { source: ConfiguredSource; settings: Settings };
  /** A role to assume with the source's credentials: the existing provider's `assumeRole`, as a JSON string. */
  assumeRole?: Setting;
  /** Host of the STS service, from the member `sts` of the existing provider's `alicloud:endpoints`. */
  stsEndpoint?: Setting;
}

/**
 * Chooses the source of credentials. The layers are stack config `alicloud-dbs:*`, then `alicloud:*`, then the
 * environment. The first layer that names a source wins. If that layer names several, the first one in the table wins.
 *
 * `assumeRole` is used only if it is set in the same layer as the source or in an earlier one. In a later layer it
 * belongs to other credentials and is ignored.
 */
export function chooseSource(stack: ConfigReader | undefined, environment: Environment): CredentialSettings {
  const layers = settingLayers(stack, environment);
  const stsEndpoint = productEndpoint(stack, "sts");
  let assumeRole: Setting | undefined;
  for (const layer of layers) {
    assumeRole ??= layer("assumeRole", []);
    for (const source of CONFIGURED_SOURCES) {
      const found = readSettings(source.keys, layer);
      if (Object.keys(found).length > 0) {
        const settings = source.read?.(layer, layers) ?? found;
        return omitUndefined({ chosen: { source, settings }, assumeRole, stsEndpoint });
      }
    }
  }
  return omitUndefined({ assumeRole, stsEndpoint });
}
