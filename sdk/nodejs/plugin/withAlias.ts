import type * as pulumi from "@pulumi/pulumi";

/**
 * Returns a copy of `opts` in which the resource is also known under another type. The engine then takes a resource that
 * moves between this process and an explicit provider for the same one, and does not replace it.
 */
export function withAlias(opts: pulumi.CustomResourceOptions, type: string): pulumi.CustomResourceOptions {
  return { ...opts, aliases: [...(opts.aliases ?? []), { type }] };
}
