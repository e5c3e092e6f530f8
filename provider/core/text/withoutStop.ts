/** Removes the full stop and the spaces at the end of a quoted sentence, so that a message can go on after it. */
export function withoutStop(text: string): string {
  return text.replace(/[\s.]+$/, "");
}
