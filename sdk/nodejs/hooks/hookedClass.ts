import type { RowOwner } from "./hookRow";
import type { ProgramPreviews } from "./programPreviews";

/** A class of resources that does its work in a hook. */
export interface HookedClass {
  /** Name of the class. */
  name: string;
  /** Entry of this package that the provider's process loads, for example `gate-provider`. */
  provider: string;
  /** Advice for plain Node.js, where there are no resources. It follows a sentence. */
  advice: string;
  /**
   * Shows in the resource's row what an `up` would do. Never throws.
   * @param signal - signal of `withSignal`
   */
  preview(
    owner: RowOwner,
    inputs: Record<string, unknown>,
    previews: ProgramPreviews,
    signal: AbortSignal | undefined,
  ): Promise<void>;
  /**
   * Does the work that comes before the provider's `create`. If it throws, the resource is not created.
   * @param signal - signal of `withSignal`; ends the work as Ctrl-C does
   */
  work(owner: RowOwner, inputs: Record<string, unknown>, signal: AbortSignal | undefined): Promise<void>;
}
