import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type { TemporaryStack } from "./temporaryStack";

/**
 * Makes a project of a user in the stack's folder, with this package and Pulumi's SDK installed, and lets the stack's
 * dynamic providers run there while `work` runs. A loader loads this package from there.
 */
export async function inUserProject(stack: TemporaryStack, work: (folder: string) => Promise<void>): Promise<void> {
  const root = process.cwd();
  const folder = join(stack.directory, "user");
  mkdirSync(join(folder, "node_modules/@pulumi"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/pulumi-alicloud-dbs"));
  symlinkSync(join(root, "node_modules/@pulumi/pulumi"), join(folder, "node_modules/@pulumi/pulumi"));
  await stack.moveTo(folder);
  try {
    await work(folder);
  } finally {
    await stack.moveTo(root);
  }
}
