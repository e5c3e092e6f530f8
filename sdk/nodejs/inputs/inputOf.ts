import type * as pulumi from "@pulumi/pulumi";

/** An argument as a Pulumi input. The argument, and each element of a list, may be a value, a promise or an output. */
export type InputOf<T> = pulumi.Input<
  (NonNullable<T> extends readonly (infer E)[] ? readonly pulumi.Input<E>[] : NonNullable<T>) | undefined
>;
