import { rmSync } from "node:fs";
import { join } from "node:path";
import { handOverFolder } from "./handOverFolder";
import { enginePrefix, type HandOverKey } from "./handOverKey";
import { writeUnfinished } from "./writeUnfinished";

/**
 * Checks that values can be handed over, by writing a file as `handOver` does. Leaves no file.
 * @param id - text that no other hand-over uses, for the file's name
 * @param folder - Default: the folder of this user
 * @throws Error that says why nothing can be handed over
 */
export function checkHandOver(of: Pick<HandOverKey, "engine" | "form">, id: string, folder = handOverFolder()): void {
  rmSync(writeUnfinished(join(folder, enginePrefix(of) + id), JSON.stringify(of.form)));
}
