import type { RowOwner } from "./hookRow";
import type { ClassPreview } from "./previewInHook";

/**
 * A class of resources that does its work in a hook. What the hook needs is loaded only when it runs, so that importing
 * this package stays cheap.
 */
export interface HookedClass {
  /** Name of the class. */
  name: string;
  /** Entry of this package that the provider's process loads, for example `gate-provider`. */
  provider: string;
  /** Advice for plain Node.js, where there are no resources. It follows a sentence. */
  advice: string;
  /** Loads what tells a preview what an `up` would do. */
  preview(): Promise<ClassPreview>;
  /**
   * Does the work that comes before the provider's `create`. If it throws, the resource is not created.
   * @param signal - signal of `withSignal`; ends the work as Ctrl-C does
   */
  work(owner: RowOwner, inputs: Record<string, unknown>, signal: AbortSignal | undefined): Promise<void>;
}
