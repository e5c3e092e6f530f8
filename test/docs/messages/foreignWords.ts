/**
 * Returns the words of a message that no fixed text covers. A text covers only whole words. Where a page leaves the
 * beginning or the end of a text out, two words or more of it are enough.
 * @param texts - fixed texts of the code
 */
export function foreignWords(message: string, texts: readonly string[]): string[] {
  const free = [...message];
  for (const text of texts.map((each) => each.trim())) {
    for (const index of places(message, text)) free.fill("\n", index, index + text.length);
  }
  return free
    .join("")
    .split(/[\n"…]+/)
    .map((run) => run.replace(/^[\s.,:;()]+|[\s.,:;()]+$/g, ""))
    .filter((run) => !(run.includes(" ") && texts.some((text) => places(text, run).length > 0)))
    .flatMap((run) => run.match(/[^\s,:;()[\]]+/g) ?? []);
}

/** Returns where a part stands in a text, with whole words at its ends. */
function places(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && part !== ""; at = text.indexOf(part, at + 1)) {
    const cutsWord = /\w\w/.test(text.slice(at - 1, at + 1)) && at > 0;
    const end = at + part.length;
    if (!cutsWord && !/\w\w/.test(text.slice(end - 1, end + 1))) found.push(at);
  }
  return found;
}
