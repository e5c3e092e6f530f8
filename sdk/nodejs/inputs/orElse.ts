import * as pulumi from "@pulumi/pulumi";

/**
 * Returns the given input, or `other()` if the input is `undefined` or resolves to `undefined`.
 * @param other - gets whether it is called after the constructor has returned
 */
export function orElse(
  given: pulumi.Input<unknown>,
  other: (late: boolean) => pulumi.Input<unknown>,
): pulumi.Input<unknown> {
  return pulumi.Output.isInstance(given) || given instanceof Promise
    ? pulumi.output(given).apply((value) => value ?? other(true))
    : (given ?? other(false));
}
