/** Maximum number of characters that a sentence shows of one word, such as a task's id or state. */
export const LONGEST_WORD = 80;
/** Maximum number of characters that a message shows of an error code or a request id. */
export const LONGEST_CODE = 100;

/** Matches text with nothing to clean, as nearly every word is. The other patterns take four times as long. */
const CLEAN = /^(?! )[\x20-\x7e]*$(?<! )/;
/** Matches marks without a width of their own: zero-width and bidirectional marks, fillers, tags. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]+/gu;
/** Matches control characters, among them line breaks and terminal escapes. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
/** Matches half of a surrogate pair, which is not a character. */
const HALVES = /\p{Cs}/gu;

/**
 * Makes text from the service safe to show, so that no answer can forge a log line, change a terminal's colours or
 * reorder a sentence. Control characters become spaces, and marks that can't be seen are removed. The result is cut to
 * `maxLength` characters.
 */
export function cleanText(text: string, maxLength = 500): string {
  const clean = CLEAN.test(text)
    ? text
    : text.replace(INVISIBLE, "").replace(CONTROLS, " ").replace(HALVES, "\ufffd").trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength).replace(HALVES, "")}…` : clean;
}
