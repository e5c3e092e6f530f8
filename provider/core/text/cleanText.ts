/** Characters of one word, such as a task's id or state, that a sentence shows. */
export const LONGEST_WORD = 80;

/**
 * Makes text of the service fit to be shown: control characters (line breaks and terminal escapes among them) and the
 * marks that reorder text become blanks, so that no answer can forge a log line or colour a terminal; cut to `maxLength`.
 */
export function cleanText(text: string, maxLength = 500): string {
  const clean = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}
