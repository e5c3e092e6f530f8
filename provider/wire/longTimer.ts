/** The longest delay that a Node.js timer accepts, in milliseconds. A timer with a longer delay fires at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * Calls `listener` after `ms` milliseconds, however long that is.
 * @returns the function that cancels it
 */
export function startLongTimer(ms: number, listener: () => void): () => void {
  let left = ms;
  let timer: NodeJS.Timeout;
  const next = () => {
    const part = Math.min(left, LONGEST_TIMER);
    left -= part;
    timer = setTimeout(left > 0 ? next : listener, part);
  };
  next();
  return () => clearTimeout(timer);
}
