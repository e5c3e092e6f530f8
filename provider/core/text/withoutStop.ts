/**
 * Removes the full stop and the spaces at the end of a quoted sentence, so that a message can go on after it. Three dots
 * become an ellipsis, because they say that the sentence was cut off, and `hideSecrets` looks for that. Takes linear
 * time, unlike a pattern such as `/[\s.]+$/`, which tries to match from every blank of a long text.
 */
export function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end) + (text.startsWith("...", end) ? "…" : "");
}
