import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Returns the folder with the executable of the plugin, in which the engine finds it if the folder is on PATH. */
export function pluginFolder(): string {
  const folder = join(__dirname, "..", "..", "..", "dist", "plugin");
  assert.ok(existsSync(join(folder, "pulumi-resource-alicloud-dbs")), "run `npm run build:plugin` first");
  return folder;
}
