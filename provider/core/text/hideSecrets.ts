import { decodeText, type PlacedText, placedText } from "./decodeText";

/** Minimum length of a secret in characters. A shorter one would only break up other words. */
export const SHORTEST_SECRET = 4;
/** Minimum number of a secret's characters that are hidden before a cut. Fewer stand before a cut in any text. */
const SHORTEST_BEGINNING = 3;
/**
 * Minimum number of a secret's characters that are hidden at the end of a text, if they are at least half of it. Most
 * texts end there because they are over, with a word that may well begin like a secret.
 */
const SHORTEST_ENDING = 8;
/** Maximum levels of encoding that are undone, such as JSON inside a URL inside HTML. */
const LEVELS = 5;

/**
 * Replaces every secret in a string, however the string spells it: in any letter case, encoded for URLs, JSON or HTML,
 * also several times, broken by white space, or with its end cut off. An ellipsis or three dots mark a cut. At the end
 * of the text, only a long beginning of a secret counts as cut off. Secrets of less than four characters are left alone.
 * Takes time in proportion to the length of the text.
 * @param options.mark - string that replaces a secret. Default: `…`
 */
export function hideSecrets(
  text: string,
  secrets: readonly (string | undefined)[],
  { mark = "…" }: { mark?: string } = {},
): string {
  const patterns = new Set(secrets.flatMap((secret) => (secret === undefined ? [] : patternsOf(secret))));
  if (patterns.size === 0) return text;
  // Text that is already hidden is not searched again, because a secret may be part of the mark.
  const parts = text.split(mark);
  return parts
    .map((part, at) => {
      const isCut = mark === "…" && at < parts.length - 1;
      return isCut ? hideIn(`${part}…`, patterns, mark).slice(0, -1) : hideIn(part, patterns, mark);
    })
    .join(mark);
}

/** Returns the folded forms of a secret: as it is, and without what looks like an encoding in itself. */
function patternsOf(secret: string): string[] {
  if (secret.length < SHORTEST_SECRET) return [];
  const levels = levelsOf(secret);
  // A full stop at the end may have been removed from a sentence that ends with the secret.
  const patterns = [...levels.slice(0, 1), ...levels.slice(-1)].map((level) => fold(level).text.replace(/\.$/, ""));
  return patterns.filter((pattern) => pattern.length >= SHORTEST_BEGINNING);
}

function hideIn(text: string, patterns: ReadonlySet<string>, mark: string): string {
  if (text.length < SHORTEST_BEGINNING) return text;
  const hidden: [number, number][] = [];
  for (const level of levelsOf(text)) {
    for (const folded of foldedForms(level)) {
      for (const pattern of patterns) {
        findIn(folded, pattern, (start, end = text.length) => hidden.push([start, end]));
      }
    }
  }
  if (hidden.length === 0) return text;
  hidden.sort(([one], [other]) => one - other);
  let shown = "";
  let done = 0;
  for (const [start, end] of hidden) {
    if (start >= done) shown += text.slice(done, start) + mark;
    done = Math.max(done, end);
  }
  return shown + text.slice(done);
}

/** Returns a text as it is, and as it reads with each level of encoding undone. */
function levelsOf(text: string): PlacedText[] {
  const levels = [placedText(text)];
  for (let level = levels[0]; level !== undefined && levels.length <= LEVELS; ) {
    level = decodeText(level);
    if (level !== undefined) levels.push(level);
  }
  return levels;
}

/** Matches characters that may break up a secret without changing how it reads, and `+`, the other form of a space. */
const GAP = /[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}+]/u;
/** Matches the characters that fold to themselves and make up most texts. */
const PLAIN = /[a-z0-9-]/;

/** Matches JSON's spelling of a line break or another control character. */
const ESCAPED_GAP = /\\[bfnrt]/g;

/**
 * Returns the folded forms of a text: as it is, and without JSON's line breaks if it has any. A backslash before a name
 * looks like one too, as in `\rm-1`, so each form is searched.
 */
function foldedForms(placed: PlacedText): PlacedText[] {
  const gaps = new Set([...placed.text.matchAll(ESCAPED_GAP)].flatMap(({ index }) => [index, index + 1]));
  return gaps.size === 0 ? [fold(placed)] : [fold(placed), fold(placed, gaps)];
}

/** Returns a text in lower case and without gaps. `gaps` holds the places of more gaps. */
function fold({ text, starts, ends }: PlacedText, gaps?: ReadonlySet<number>): PlacedText {
  const folded = { text: "", starts: [] as number[], ends: [] as number[] };
  for (let i = 0; i < text.length; i += 1) {
    const unit = text[i] as string;
    const isPlain = PLAIN.test(unit);
    if ((!isPlain && GAP.test(unit)) || gaps?.has(i)) continue;
    const lower = isPlain ? unit : unit.toLowerCase();
    folded.text += lower.length === 1 ? lower : unit;
    folded.starts.push(starts[i] as number);
    folded.ends.push(ends[i] as number);
  }
  return folded;
}

/**
 * Reports the places of a pattern in a text, and of its beginnings that stand before a cut. It searches as Knuth,
 * Morris and Pratt do: for each place in the text, it knows the longest beginning of the pattern that ends there.
 * @param report - called with the start and the end of a place. Without an end, the place reaches the end of the text
 */
function findIn(
  { text, starts, ends }: PlacedText,
  pattern: string,
  report: (start: number, end: number | undefined) => void,
): void {
  const borders = bordersOf(pattern);
  const ending = Math.min(pattern.length, Math.max(SHORTEST_ENDING, Math.ceil(pattern.length / 2)));
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    while (length > 0 && (length === pattern.length || text[i] !== pattern[length])) length = borders[length - 1] ?? 0;
    if (text[i] === pattern[length]) length += 1;
    const isLast = i + 1 === text.length;
    const isCut = isLast ? length >= ending : length >= SHORTEST_BEGINNING && isCutAt(text, i + 1);
    // Before a cut, what is left of an encoded character is hidden too.
    if (length === pattern.length || isCut)
      report(starts[i + 1 - length] as number, (isCut ? starts : ends)[i + (isCut ? 1 : 0)]);
  }
}

/** Returns, for each beginning of a pattern, the length of the longest shorter beginning with which it ends. */
function bordersOf(pattern: string): number[] {
  const borders = [0];
  for (let i = 1, length = 0; i < pattern.length; i += 1) {
    while (length > 0 && pattern[i] !== pattern[length]) length = borders[length - 1] ?? 0;
    if (pattern[i] === pattern[length]) length += 1;
    borders.push(length);
  }
  return borders;
}

/** Matches an ellipsis, or three dots, some of which a second cut may have left out. */
const CUT = /\.{0,2}…|\.{3}/y;

function isCutAt(text: string, at: number): boolean {
  CUT.lastIndex = at;
  return CUT.test(text);
}
