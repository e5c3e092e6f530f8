import { cleanText } from "../core/cleanText";

/** Makes text that came from outside fit to be shown: see cleanText; what must stay secret is cut out first. */
export type Show = (text: string, maxLength?: number) => string;

/** Shorter ones would cut harmless words to pieces, and are no secrets. */
const SHORTEST_SECRET = 6;

/** Services quote what they were sent: signed texts, tokens, whole URLs. */
export function redactor(secrets: readonly (string | undefined)[]): Show {
  const forms = secrets
    .filter((secret) => secret !== undefined)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    // A longer one may hold a shorter one.
    .sort((a, b) => b.length - a.length);
  return (text, maxLength) => {
    let shown = text;
    for (const form of new Set(forms)) {
      shown = shown.replaceAll(form, "…");
    }
    return cleanText(shown, maxLength);
  };
}
