import { lstatSync, mkdirSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join, sep } from "node:path";

const NAME = "pulumi-alicloud-dbs";

/**
 * Returns the folder in which this user's processes leave files for each other, and creates it if it is missing.
 * @param parent - folder that contains it. Default: the system's folder for temporary files
 * @param uid - id of this user. `null` where users have none, as on Windows. Default: the id of the process's user
 * @throws Error that names the folder, if anybody else could read or write in it
 */
export function handOverFolder(parent = tmpdir(), uid: number | null = process.getuid?.() ?? null): string {
  const folder = join(parent, uid === null ? NAME : `${NAME}-${uid}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // The path may be a link or somebody else's folder, so the checks below decide.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const found = lstatSync(folder);
  // Modes mean nothing on Windows, where only the folders in a user's profile are the user's alone.
  const own = uid === null ? folder.startsWith(homedir() + sep) : found.uid === uid && (found.mode & 0o077) === 0;
  if (!found.isDirectory() || !own) {
    throw new Error(
      `${folder} is not a folder that only this user can read and write; remove it, or set another TMPDIR`,
    );
  }
  return folder;
}
