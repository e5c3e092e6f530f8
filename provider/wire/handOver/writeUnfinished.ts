import { rmSync, writeFileSync } from "node:fs";

/** Ending of a file that is still being written. No process takes such a file. */
const UNFINISHED = ".new";

/**
 * Writes a private file under a name that no process takes yet.
 * @param file - the name that the file is to get
 * @returns the name that it has until then
 * @throws Error if it can't be written; nothing is left then
 */
export function writeUnfinished(file: string, text: string): string {
  const unfinished = file + UNFINISHED;
  try {
    writeFileSync(unfinished, text, { mode: 0o600, flag: "wx" });
    return unfinished;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
