import type * as pulumi from "@pulumi/pulumi";

/** An argument as a program gives it: now or later, and the elements of a list each in their own time. */
export type InputOf<T> = pulumi.Input<
  (NonNullable<T> extends readonly (infer E)[] ? pulumi.Input<E>[] : NonNullable<T>) | undefined
>;
