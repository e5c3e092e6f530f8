import type * as pulumi from "@pulumi/pulumi";
import { DbsError } from "../../../provider/core/errors";
import { cleanText, LONGEST_WORD } from "../../../provider/core/text/cleanText";
import { PACKAGE, pluginToken } from "./pluginToken";

/** The options that say which provider a resource or a call uses. */
interface ProviderOptions {
  provider?: pulumi.ProviderResource | undefined;
  parent?: pulumi.Resource | undefined;
}

/**
 * Returns the explicit provider of a resource or a call, by the rule of Pulumi's SDK: the one in the options, else the
 * one that the parent passes on. Returns `undefined` if there is none. This process then does the work.
 * @param what - class and name of the resource, or name of the function, for messages
 * @param name - name of the class or function
 * @throws DbsError of kind `arguments` if the provider is one of another package. The engine would send a resource or a
 *   call of this package to it
 */
export function chooseProvider(
  what: string,
  name: string,
  { provider, parent }: ProviderOptions,
): pulumi.ProviderResource | undefined {
  const chosen = provider ?? parent?.getProvider(pluginToken(name));
  if (chosen === undefined) return undefined;
  const found = packageOf(chosen);
  if (found !== PACKAGE) {
    throw new DbsError(
      "arguments",
      `${what}: the option provider is a provider of ${found}; pass one of ${PACKAGE}, which new dbs.Provider(…) makes, ` +
        "or leave it out",
    );
  }
  return chosen;
}

/** Returns the package of a provider. The SDK keeps the method out of its types, but its own SDKs rely on it. */
function packageOf(provider: pulumi.ProviderResource): string {
  const { getPackage } = provider as { getPackage?: () => unknown };
  const name = typeof getPackage === "function" ? getPackage.call(provider) : undefined;
  return typeof name === "string" ? cleanText(name, LONGEST_WORD) : "an unknown kind";
}
