import { cleanText } from "../../core/text/cleanText";

/** Makes text that came from outside fit to be shown: see cleanText; what must stay secret is cut out first. */
export type Show = (text: string, maxLength?: number) => string;

/** Shorter ones would cut harmless words to pieces, and are no secrets. */
const SHORTEST_SECRET = 6;

/**
 * Services quote what they were sent: signed texts, tokens, whole URLs.
 * @param secrets - asked when there is something to show: most answers are never quoted
 */
export function redactor(secrets: () => readonly (string | undefined)[]): Show {
  let forms: ReadonlySet<string> | undefined;
  return (text, maxLength) => {
    forms ??= formsOf(secrets());
    let shown = text;
    for (const form of forms) {
      shown = shown.replaceAll(form, "…");
    }
    return cleanText(shown, maxLength);
  };
}

function formsOf(secrets: readonly (string | undefined)[]): ReadonlySet<string> {
  const forms = secrets
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // A longer one may hold a shorter one.
    .sort((a, b) => b.length - a.length);
  return new Set(forms);
}
