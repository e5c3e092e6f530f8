import { closeSync, constants, fstatSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { handOverFolder } from "./handOverFolder";
import { type HandOverKey, handOverPrefix } from "./handOverKey";

/** Ending of a file that a process has claimed. */
const CLAIMED = ".taken";

/** Largest file that is read, in bytes. A task takes about 400. */
const LARGEST = 64 * 2 ** 20;

// A link is not followed, and a named pipe does not block. Windows has neither flag.
const FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Takes a value that a process of this user handed over with the same key. Each value is taken once. A file that
 * `handOver` can't have written is removed, and the next one is tried.
 * @param folder - Default: the folder of this user
 * @throws Error that says why there is no such value
 */
export function takeHandOver(key: HandOverKey, folder = handOverFolder()): unknown {
  const prefix = handOverPrefix(key);
  for (const name of readdirSync(folder)) {
    // Ids have no dot, so a file that is unfinished or claimed has one more.
    if (!name.startsWith(prefix) || name.slice(prefix.length).includes(".")) continue;
    const value = claim(join(folder, name), key.form);
    if (value !== undefined) return value;
  }
  throw new Error(
    `the program left no result in ${folder} (a transform may have dropped its hook, TMPDIR may differ between the two processes, or the program could not write it)`,
  );
}

/** Returns the value in a file, or `undefined` if the file is unfit or another process was faster. Removes the file. */
function claim(file: string, form: string): unknown {
  const claimed = file + CLAIMED;
  try {
    // Only one process can rename a file.
    renameSync(file, claimed);
    return read(claimed, form);
  } catch {
    return undefined;
  } finally {
    rmSync(claimed, { recursive: true, force: true });
  }
}

function read(file: string, form: string): unknown {
  const descriptor = openSync(file, FLAGS);
  try {
    const found = fstatSync(descriptor);
    // Windows has no user ids, and its modes mean nothing.
    const uid = process.getuid?.();
    const own = uid === undefined || (found.uid === uid && (found.mode & 0o077) === 0);
    if (!found.isFile() || !own || found.nlink !== 1 || found.size > LARGEST) return undefined;
    const content: { form?: unknown; value?: unknown } | null = JSON.parse(readFileSync(descriptor, "utf8"));
    return content?.form === form ? content.value : undefined;
  } finally {
    closeSync(descriptor);
  }
}
