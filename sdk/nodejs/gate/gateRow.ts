import * as pulumi from "@pulumi/pulumi";
import { cleanText } from "../../../provider/core/text/cleanText";
import { LONGEST_WORD } from "../../../provider/core/verdict/describeTasks";
import type { ResourceRow } from "../../../provider/lifecycle/resourceRow";
import { withName } from "../../../provider/lifecycle/withName";

/** The parts of a hook's arguments that say whose row it is. */
export type RowOwner = Pick<pulumi.ResourceHookArgs, "urn" | "name">;

/**
 * The row of a resource; every text in it begins with the resource's name.
 * @param secrets - texts that are never written: inputs that the program marked as secret
 */
export function gateRow({ urn, name }: RowOwner, secrets: readonly string[]): ResourceRow {
  // The log wants a resource and reads its URN alone.
  const resource = { urn: pulumi.output(urn), __pulumiResource: true } as unknown as pulumi.Resource;
  const clean = (text: string) => withoutSecrets(withName(name, text), secrets);
  return {
    info: (text) => void pulumi.log.info(clean(text), resource),
    status: (text) => void pulumi.log.info(clean(text), resource, undefined, true),
    warning: (text) => void pulumi.log.warn(clean(text), resource),
  };
}

/** The text with every secret in it replaced. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  // A sentence shows a long one cut; and a longer one may hold a shorter one.
  const forms = secrets.flatMap((secret) => [secret, cleanText(secret, LONGEST_WORD)]).filter(Boolean);
  const longestFirst = forms.sort((a, b) => b.length - a.length);
  return longestFirst.reduce((clean, secret) => clean.replaceAll(secret, "[secret]"), text);
}
