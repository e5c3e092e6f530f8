import * as pulumi from "@pulumi/pulumi";
import { hideSecrets } from "../../../provider/core/text/hideSecrets";
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

/** Replaces the inputs that the program marked as secret, however short they are. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return hideSecrets(text, secrets, { shortest: 1, mark: "[secret]" });
}
