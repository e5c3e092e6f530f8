/** Maximum number of different warnings that one wait shows. */
const MOST = 20;

/**
 * Creates a function that passes each warning on once, and at most 20 different ones. Warnings quote the service, and
 * a service that answers with a new word each time must not fill the log or the memory.
 */
export function boundedWarnings(warn: (text: string) => void): (text: string) => void {
  const said = new Set<string>();
  return (text) => {
    if (said.has(text) || said.size === MOST) return;
    said.add(text);
    warn(text);
    if (said.size === MOST) warn(`${MOST} different warnings were shown; further ones are not`);
  };
}
