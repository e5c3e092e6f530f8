/** A text, and the place of each of its code units in the text that it was decoded from. */
export interface PlacedText {
  readonly text: string;
  /** Index at which the encoded form of each code unit starts. */
  readonly starts: readonly number[];
  /** Index at which the encoded form of each code unit ends. */
  readonly ends: readonly number[];
}

const H = "[0-9a-f]";
const NEXT = "%[89ab][0-9a-f]";
/** A place where text was cut off: an ellipsis, or the end. A cut may also fall into three dots and leave some of them. */
const CUT = "(?=\\.{0,2}…|\\.{3}|$)";

/** HTML's names of characters that occur in tokens, URLs and identifiers. */
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  apos: "'",
  bsol: "\\",
  colon: ":",
  commat: "@",
  equals: "=",
  gt: ">",
  lowbar: "_",
  lt: "<",
  period: ".",
  plus: "+",
  quot: '"',
  sol: "/",
};

/** Matches one encoded character, or what a cut left of one. No alternative repeats without a bound. */
const ENCODED = new RegExp(
  [
    `(?<url>%[0-7]${H}|%[cd]${H}${NEXT}|%e${H}(?:${NEXT}){2}|%f[0-7](?:${NEXT}){3})`,
    `[\\\\%]u(?<unit>${H}{4})`,
    `\\\\x(?<byte>${H}{2})`,
    `&#x(?<hex>${H}{1,6});?`,
    `&#(?<decimal>\\d{1,7});?`,
    `&(?<name>${Object.keys(NAMED).join("|")});`,
    `(?<rest>(?:%${H}{0,2}){1,3}|[\\\\%]u?${H}{0,3}|\\\\x${H}?|&#?\\w{0,7})${CUT}`,
    "\\\\(?<escaped>[^a-z0-9])",
  ].join("|"),
  "gi",
);

/** Returns a text whose code units are all in their own places. */
export function placedText(text: string): PlacedText {
  const starts = Array.from({ length: text.length }, (_, at) => at);
  return { text, starts, ends: starts.map((at) => at + 1) };
}

/**
 * Undoes one level of encoding: of URLs (`%3d`), of JSON and JavaScript (`\u003d`, `\/`) and of HTML (`&#61;`,
 * `&amp;`), wherever in the text it occurs. What a cut left of an encoded character is dropped. Returns `undefined` if
 * nothing is encoded.
 */
export function decodeText({ text, starts, ends }: PlacedText): PlacedText | undefined {
  let decoded = "";
  const placed = { starts: [] as number[], ends: [] as number[] };
  let done = 0;
  const keep = (until: number) => {
    decoded += text.slice(done, until);
    for (let i = done; i < until; i += 1) {
      placed.starts.push(starts[i] as number);
      placed.ends.push(ends[i] as number);
    }
  };
  for (const match of text.matchAll(ENCODED)) {
    const character = characterOf(match.groups ?? {});
    if (character === undefined) continue;
    keep(match.index);
    done = match.index + match[0].length;
    decoded += character;
    for (let i = 0; i < character.length; i += 1) {
      placed.starts.push(starts[match.index] as number);
      placed.ends.push(ends[done - 1] as number);
    }
  }
  if (done === 0) return undefined;
  keep(text.length);
  return { text: decoded, ...placed };
}

/** Returns the character of a match, or `undefined` if no character has that code. */
function characterOf(groups: Partial<Record<string, string>>): string | undefined {
  const { url, unit, byte, hex, decimal, name, rest, escaped } = groups;
  if (rest !== undefined) return "";
  if (name !== undefined) return NAMED[name.toLowerCase()];
  if (escaped !== undefined) return escaped;
  if (url !== undefined) return decodedUrl(url);
  const code = Number.parseInt(unit ?? byte ?? hex ?? decimal ?? "", decimal === undefined ? 16 : 10);
  if (code > 0x10ffff) return undefined;
  return unit === undefined ? String.fromCodePoint(code) : String.fromCharCode(code);
}

function decodedUrl(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}
