import { decodeText, type PlacedText, placedText } from "./decodeText";

/** Matches the beginning of an address, or a parameter of one, in a text without gaps. */
const LINK = /:\/\/|[?&][\w-]+=/;
/** Matches characters that may break up a link without changing how it reads. */
const GAPS = /[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]+/gu;
/** Matches JSON's spelling of a line break or another control character. */
const ESCAPED_GAPS = /\\[bfnrt]/g;
/** Maximum levels of encoding that are undone, such as JSON inside a URL inside HTML. */
const LEVELS = 5;
/** Number of characters that are looked at. No message shows more of a text. */
const LOOKED_AT = 100_000;

/**
 * Tells whether a text holds a link or a part of one, however it is spelled: encoded for URLs, JSON or HTML, also
 * several times, or broken by white space. It also finds other addresses, such as that of a help page.
 */
export function holdsLink(text: string): boolean {
  let level: PlacedText | undefined = placedText(text.slice(0, LOOKED_AT));
  for (let levels = 0; level !== undefined && levels <= LEVELS; levels += 1) {
    const text: string = level.text.replace(GAPS, "");
    if (LINK.test(text) || LINK.test(text.replace(ESCAPED_GAPS, ""))) return true;
    level = decodeText(level);
  }
  return false;
}
