import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { handOverFolder } from "./handOverFolder";
import { enginePrefix, type HandOverKey } from "./handOverKey";

/** Milliseconds after which a hand-over that nobody took is removed, whatever it was for. */
const OLDEST = 86_400_000;

/**
 * Removes all hand-overs of one form to one engine, taken or not, and all of any kind that are older than a day. It is
 * synchronous and never throws: what can't be removed stays.
 * @param now - milliseconds since the epoch
 * @param folderOf - returns the folder. Default: the folder of this user
 */
export function purgeHandOvers(
  of: Pick<HandOverKey, "engine" | "form">,
  now: number,
  folderOf: () => string = handOverFolder,
): void {
  const prefix = enginePrefix(of);
  try {
    const folder = folderOf();
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (name.startsWith(prefix) || isOld(file, now)) rmSync(file, { recursive: true, force: true });
    }
  } catch {
    // A folder that is not this user's alone is never used.
  }
}

function isOld(file: string, now: number): boolean {
  // Another process may have removed it meanwhile.
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found !== undefined && now - found.mtimeMs > OLDEST;
}
