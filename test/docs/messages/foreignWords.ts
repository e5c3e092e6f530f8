/**
 * Returns the words of a message that no fixed text covers. A text covers only whole words. Beside `…`, where a page
 * leaves the rest of a text out, two words or more of it are enough.
 * @param texts - fixed texts of the code
 */
export function foreignWords(message: string, texts: readonly string[]): string[] {
  const free = [...message];
  const cover = (index: number, length: number) => free.fill("\n", index, index + length);
  for (const text of texts.map((each) => each.replace(/^[\s.,:;(]+|\s+$/g, ""))) {
    for (const index of places(message, text)) cover(index, text.length);
  }
  const isPart = (words: string) => / \S/.test(words) && texts.some((text) => places(text, words).length > 0);
  for (const { index, 0: segment } of message.matchAll(/[^…]+/g)) {
    const ends = [...segment.matchAll(/(?<=\S)(?=\s|$)/g)].map((end) => end.index).reverse();
    const starts = [...segment.matchAll(/(?<=\s|^)(?=\S)/g)].map((start) => start.index);
    const first = ends.map((end) => segment.slice(0, end).trim().replace(/[.:]$/, "")).find(isPart);
    const last = starts.map((start) => segment.slice(start).trim()).find(isPart);
    if (message[index - 1] === "…" && first !== undefined) cover(message.indexOf(first, index), first.length);
    if (message[index + segment.length] === "…" && last !== undefined) cover(message.indexOf(last, index), last.length);
  }
  return free.join("").match(/[^\s.,:;()[\]"…](?:[^\s,:;()[\]"…]*[^\s.,:;()[\]"…])?/g) ?? [];
}

/** Returns where a part stands in a text, with whole words at its ends. */
function places(text: string, part: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(part); at >= 0 && part !== ""; at = text.indexOf(part, at + 1)) {
    const cutsWord = at > 0 && /\w\w/.test(text.slice(at - 1, at + 1));
    const end = at + part.length;
    if (!cutsWord && !/\w\w/.test(text.slice(end - 1, end + 1))) found.push(at);
  }
  return found;
}
