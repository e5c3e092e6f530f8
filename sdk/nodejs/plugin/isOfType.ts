import * as pulumi from "@pulumi/pulumi";

/** Tells whether a value is a resource of one of these types, even if another copy of the SDK or this package made it. */
export function isOfType(value: unknown, types: readonly string[]): boolean {
  return (
    pulumi.CustomResource.isInstance(value) && types.includes((value as { __pulumiType?: string }).__pulumiType ?? "")
  );
}
