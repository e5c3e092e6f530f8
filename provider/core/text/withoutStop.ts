/**
 * Removes the full stop and the spaces at the end of a quoted sentence, so that a message can go on after it. Three dots
 * become an ellipsis, because they say that the sentence was cut off, and `hideSecrets` looks for that.
 */
export function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.]/.test(text[end - 1] as string)) end -= 1;
  return text.slice(0, end) + (text.startsWith("...", end) ? "…" : "");
}
