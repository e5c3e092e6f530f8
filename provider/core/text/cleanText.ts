/** Maximum number of characters that a sentence shows of one word, such as a task's id or state. */
export const LONGEST_WORD = 80;

/**
 * Makes text from the service safe to show. Control characters (including line breaks and terminal escapes) and marks
 * that reorder text become spaces, so that no answer can forge a log line or change a terminal's colours. The result is
 * cut to `maxLength` characters.
 */
export function cleanText(text: string, maxLength = 500): string {
  const clean = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, " ")
    .trim();
  return clean.length > maxLength ? `${clean.slice(0, maxLength)}…` : clean;
}
