import { cleanText } from "./cleanText";
import { hideSecrets } from "./hideSecrets";

/** Characters that are looked through for each character that is shown. Encodings and gaps take up the others. */
const LOOKED_THROUGH = 40;

/**
 * Makes text from another system safe to show. Secrets are hidden first, so that no cut can leave a part of one. Then
 * the text is cleaned and cut to `maxLength` characters; see `hideSecrets` and `cleanText`.
 */
export function safeText(text: string, secrets: readonly (string | undefined)[], maxLength = 500): string {
  const length = maxLength * LOOKED_THROUGH;
  // The ellipsis tells `hideSecrets` that this is a cut, so it hides the beginning of a secret as well.
  return cleanText(hideSecrets(text.length > length ? `${text.slice(0, length)}…` : text, secrets), maxLength);
}
