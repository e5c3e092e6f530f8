import { cleanText, LONGEST_WORD } from "./cleanText";

/**
 * Replaces every secret in a string, in each form in which an answer or a message may quote it: unchanged, URL-encoded
 * once or twice, escaped for JSON, and shortened to `LONGEST_WORD` characters.
 * @param options.shortest - minimum length of a secret, in characters. A shorter one is left alone, because replacing
 *   it would only break up other words. Default: 4
 * @param options.mark - string that replaces a secret. Default: `…`
 */
export function hideSecrets(
  text: string,
  secrets: readonly (string | undefined)[],
  { shortest = 4, mark = "…" }: { shortest?: number; mark?: string } = {},
): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length >= shortest) as string[];
  // Longest first, because a longer spelling may contain a shorter one.
  const spellings = [...new Set(known.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return spellings.reduce((hidden, spelling) => hidden.replaceAll(spelling, mark), text);
}

function spellingsOf(secret: string): string[] {
  // Half a surrogate pair has no URL-encoded form.
  const encoded = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"));
  return [
    secret,
    encoded,
    encodeURIComponent(encoded),
    JSON.stringify(secret).slice(1, -1),
    cleanText(secret, LONGEST_WORD),
  ].filter((spelling) => spelling !== "");
}
