import { renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { handOverFolder } from "./handOverFolder";
import { type HandOverKey, handOverPrefix } from "./handOverKey";
import { writeUnfinished } from "./writeUnfinished";

/**
 * Leaves a value for another process of this user, which takes it with `takeHandOver`.
 * @param value - anything that has a JSON form. It must hold no credential
 * @param id - text that no other hand-over uses, for the file's name
 * @param folder - Default: the folder of this user
 * @throws Error if the value can't be left there
 */
export function handOver(key: HandOverKey, value: unknown, id: string, folder = handOverFolder()): void {
  const file = join(folder, handOverPrefix(key) + id);
  const unfinished = writeUnfinished(file, JSON.stringify({ form: key.form, value }));
  try {
    // The other process sees the file only once it is complete.
    renameSync(unfinished, file);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
