import * as pulumi from "@pulumi/pulumi";
import { omitNothing } from "../../provider/core/omitNothing";
import { PACKAGE_VERSION } from "../../provider/core/packageVersion";
import { SECRET_KEYS } from "../../provider/wire/configuration/secretKeys";
import { givenInputs } from "./inputs/givenInputs";
import type { ProviderArgs } from "./inputs/providerArgs";
import { isOfType } from "./plugin/isOfType";
import { PLUGIN_DOWNLOAD_URL } from "./plugin/pluginDownloadUrl";
import { PACKAGE } from "./plugin/pluginToken";

/**
 * An explicit provider: a region, an endpoint and an identity of its own. A `DownloadTask`, a `DownloadTasksGate` or a
 * call that gets it in the option `provider`, or whose component passes it on, uses it. Each runs in the package's
 * plugin then, which Pulumi's engine starts, and downloads if it is not installed. Without an explicit provider, the
 * program's own process does the work.
 *
 * ```ts
 * const prod = new dbs.Provider("prod", { region: "cn-shanghai", profile: "prod" });
 * const gate = new dbs.DownloadTasksGate("export-ready", { instanceName }, { provider: prod });
 * ```
 *
 * No change of a provider replaces a resource that uses it.
 */
export class Provider extends pulumi.ProviderResource {
  /** Tells whether a value is a provider of this package, even if another copy of it created the value. */
  static override isInstance(value: unknown): value is Provider {
    return isOfType(value, [`pulumi:providers:${PACKAGE}`]);
  }

  constructor(name: string, args?: ProviderArgs, opts?: pulumi.ResourceOptions) {
    const options: pulumi.CustomResourceOptions = {
      version: PACKAGE_VERSION,
      pluginDownloadURL: PLUGIN_DOWNLOAD_URL,
      additionalSecretOutputs: [...SECRET_KEYS],
      ...omitNothing(opts ?? {}),
    };
    super(PACKAGE, name, providerInputs(args ?? {}), options);
  }
}

/** Returns the arguments in a form that Pulumi carries, with those that hold a credential marked as secret. */
function providerInputs(args: ProviderArgs): pulumi.Inputs {
  const given = Object.entries(givenInputs(args, "refuse"));
  return Object.fromEntries(
    given.map(([name, value]) => [name, SECRET_KEYS.includes(name) ? pulumi.secret(value) : value]),
  );
}
