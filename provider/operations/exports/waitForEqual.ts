import { adoptable, type ExportStart, lookAtKind, passingFailure } from "./exportStart";
import type { StartedTask } from "./startedTask";

/** Milliseconds between two looks. */
const PAUSE = 5_000;

/**
 * Looks for an equal task that another process may have started a moment ago. A list may lag behind, so it looks again
 * until `span` milliseconds are over.
 * @returns the task to adopt, or `undefined` if none was listed
 * @throws DbsError of kind `conflict` if a task only may be equal
 */
export async function waitForEqual(start: ExportStart, span: number): Promise<StartedTask | undefined> {
  const { connection, signal } = start;
  const { clock, log } = connection;
  const until = clock.now() + span;
  log.debug(`looking for an equal export for ${span / 1_000} s, because another process may have started it`);
  while (clock.now() < until) {
    try {
      const found = adoptable(start, await lookAtKind(start, until - clock.now()));
      if (found !== undefined) return found;
    } catch (error) {
      const { message } = passingFailure(error, signal);
      log.debug(`a look for an equal export failed: ${message}`);
    }
    await clock.sleep(Math.max(0, Math.min(PAUSE, until - clock.now())), signal);
  }
  return undefined;
}
