/** Removes the slashes at both ends of a path. */
export function trimSlashes(path: string): string {
  // The look-behind keeps the time linear on a text of many slashes.
  return path.replace(/^\/+/, "").replace(/(?<!\/)\/+$/, "");
}
