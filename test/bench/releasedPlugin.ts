import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tar from "tar";
import { PACKAGE_VERSION } from "../../provider/core/packageVersion";
import { buildArchive } from "../../provider/release/buildArchive";
import { pluginFolder } from "../engine/plugin/pluginFolder";
import { ensureReleaseNode } from "../release/ensureReleaseNode";

/** The plugin as a user gets it: from an archive with Node.js inside. */
export interface ReleasedPlugin {
  archive: string;
  /** Folder with what the archive holds. */
  folder: string;
  remove(): void;
}

/** Makes the archive of a release for this machine, and unpacks it. */
export async function releasedPlugin(): Promise<ReleasedPlugin> {
  const node = await ensureReleaseNode();
  if (node === undefined) throw new Error("the Node.js of a release can't be had");
  const output = mkdtempSync(join(tmpdir(), "bench-release-"));
  const { file } = await buildArchive({
    platform: node.platform,
    version: PACKAGE_VERSION,
    plugin: pluginFolder(),
    node: node.folder,
    builder: join(node.folder, "node"),
    documents: [],
    output,
  });
  const folder = join(output, "unpacked");
  mkdirSync(folder);
  await tar.extract({ file: join(output, file), cwd: folder });
  return { archive: join(output, file), folder, remove: () => rmSync(output, { recursive: true, force: true }) };
}
