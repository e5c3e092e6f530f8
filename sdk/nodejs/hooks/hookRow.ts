import * as pulumi from "@pulumi/pulumi";
import { namedText } from "../../../provider/lifecycle/namedText";
import type { ResourceRow } from "../../../provider/lifecycle/resourceRow";

/** Identifies the resource that a row belongs to, as in a hook's arguments. */
export type RowOwner = Pick<pulumi.ResourceHookArgs, "urn" | "name">;

/**
 * Returns the row of a resource. Every message in it begins with the resource's name.
 * @param secrets - strings that must never appear, taken from inputs that the program marked as secret
 */
export function hookRow({ urn, name }: RowOwner, secrets: readonly string[]): ResourceRow {
  // `pulumi.log` takes a resource, but reads only its URN.
  const resource = { urn: pulumi.output(urn), __pulumiResource: true } as unknown as pulumi.Resource;
  const clean = (text: string) => namedText(name, text, secrets);
  return {
    info: (text) => void pulumi.log.info(clean(text), resource),
    status: (text) => void pulumi.log.info(clean(text), resource, undefined, true),
    warning: (text) => void pulumi.log.warn(clean(text), resource),
  };
}
