const hex = (character: string, digits: number) => (character.codePointAt(0) ?? 0).toString(16).padStart(digits, "0");
const each = (text: string, spell: (character: string) => string, which = /[^A-Za-z0-9-]/g) =>
  text.replace(which, spell);

/**
 * Returns a text in the spellings in which an answer may quote it, by name: encodings of URLs, JSON and HTML, letter
 * case, and one encoding inside another.
 */
export function spellingsOf(text: string): Record<string, string> {
  const url = encodeURIComponent(text);
  const json = JSON.stringify(text).slice(1, -1);
  const unicode = each(text, (character) => `\\u${hex(character, 4)}`);
  const html = each(text, (character) => `&#${character.codePointAt(0)};`);
  return {
    unchanged: text,
    "in lower case": text.toLowerCase(),
    "in upper case": text.toUpperCase(),
    "URL-encoded": url,
    "URL-encoded in lower case": url.toLowerCase(),
    "URL-encoded twice": encodeURIComponent(url),
    "URL-encoded three times": encodeURIComponent(encodeURIComponent(url)),
    "URL-encoded as a whole": each(text, (character) => `%${hex(character, 2)}`, /./g),
    "as a form field": new URLSearchParams({ x: text }).toString().slice(2),
    "with spaces for its plus signs": text.replaceAll("+", " "),
    "in JSON": json,
    "in JSON inside JSON": JSON.stringify(json).slice(1, -1),
    "in JSON with escaped slashes": json.replaceAll("/", "\\/"),
    "in JSON with Unicode escapes": unicode,
    "in JSON with Unicode escapes in upper case": unicode.replace(/[a-f0-9]{4}/g, (digits) => digits.toUpperCase()),
    "in JSON inside JSON with Unicode escapes": unicode.replaceAll("\\", "\\\\"),
    "in HTML": text.replace(/[&"<>]/g, (character) => (character === "&" ? "&amp;" : "&quot;")),
    "in HTML with decimal references": html,
    "in HTML with hexadecimal references": each(text, (character) => `&#x${hex(character, 2)};`),
    "in HTML inside HTML": html.replaceAll("&", "&amp;"),
    "URL-encoded inside HTML": url.replaceAll("%", "&#37;"),
    "in HTML, URL-encoded": encodeURIComponent(html),
  };
}
