import { DbsError } from "../core/errors";
import { hideInputs } from "../core/text/hideInputs";
import type { PreviewLook } from "./tellPreview";

/**
 * Returns the look of a preview with errors that `tellPreview` may show.
 * @param secrets - strings that no error may hold
 * @param signal - the signal that ends the look
 */
export function hidingLook(
  look: PreviewLook,
  secrets: readonly string[],
  signal: AbortSignal | undefined,
): PreviewLook {
  return async () => {
    try {
      return await look();
    } catch (error) {
      if (signal?.aborted) throw new DbsError("cancelled", "the look was cancelled");
      // Throw a new error. Resources that share a call also share its error, so the original must stay unchanged.
      const { message, kind, code } = error as DbsError;
      throw Object.assign(new Error(hideInputs(message, secrets)), { kind, code });
    }
  };
}
