import { join } from "node:path";
import { cacheFolder } from "./cacheFolder";
import { PULUMI_VERSION } from "./pulumiVersion";

/** Returns the root of the Pulumi CLI that this package keeps in its cache folder. The command is `bin/pulumi` in it. */
export function cachedPulumiCli(environment: NodeJS.ProcessEnv): string {
  return join(cacheFolder(environment), `pulumi-${PULUMI_VERSION}`);
}
