import { cleanText, LONGEST_WORD } from "./cleanText";

/**
 * Replaces every secret in a text, in each spelling in which a service or a sentence may quote it: as it is, URL-encoded
 * once or twice, within JSON, and cut to the longest word that a sentence shows.
 * @param options.shortest - characters; a shorter text is not a secret and would only cut other words to pieces. Default: 4
 * @param options.mark - what stands in place of a secret. Default: `…`
 */
export function hideSecrets(
  text: string,
  secrets: readonly (string | undefined)[],
  { shortest = 4, mark = "…" }: { shortest?: number; mark?: string } = {},
): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length >= shortest) as string[];
  // A longer spelling may hold a shorter one.
  const spellings = [...new Set(known.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  return spellings.reduce((hidden, spelling) => hidden.replaceAll(spelling, mark), text);
}

function spellingsOf(secret: string): string[] {
  // Half of a surrogate pair has no URL-encoded form.
  const encoded = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, "\ufffd"));
  return [
    secret,
    encoded,
    encodeURIComponent(encoded),
    JSON.stringify(secret).slice(1, -1),
    cleanText(secret, LONGEST_WORD),
  ].filter((spelling) => spelling !== "");
}
