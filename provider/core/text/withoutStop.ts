/**
 * Removes the full stops and the spaces at the end of a quoted sentence, so that a message can go on after it. Takes
 * linear time, unlike a pattern such as `/[\s.]+$/`, which tries to match from every blank of a long text.
 */
export function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
