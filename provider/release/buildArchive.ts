import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import * as tar from "tar";
import type { Platform } from "./nodeRuntime";

export interface ArchiveOptions {
  platform: Platform;
  version: string;
  /** Folder that `npm run build:plugin` wrote. */
  plugin: string;
  /** Folder with the program and the licence of Node.js for the platform. */
  node: string;
  /** The program of Node.js for this machine, in the version of the archive. It makes the executable for Windows. */
  builder: string;
  /** Files that stand in every archive, such as the licence. */
  documents: readonly string[];
  /** Folder that gets the archive. */
  output: string;
}

/** Name of the program that Pulumi's engine starts, and of an archive. */
const PROGRAM = "pulumi-resource-alicloud-dbs";

/** A fixed time makes equal content equal archives. */
const TIME = new Date(0);

/**
 * Writes `pulumi-resource-alicloud-dbs-v<version>-<platform>.tar.gz`, the form from which Pulumi installs a plugin.
 * @returns its name and SHA-256
 */
export async function buildArchive(options: ArchiveOptions): Promise<{ file: string; sha256: string }> {
  const { platform, version, plugin, node, documents, output } = options;
  const work = mkdtempSync(join(tmpdir(), "archive-"));
  try {
    for (const document of documents) copyFileSync(document, join(work, basename(document)));
    copyFileSync(join(node, "LICENSE.node"), join(work, "LICENSE.node"));
    // A plugin that ran in this folder may have left a folder of compiled code.
    const files = readdirSync(plugin, { withFileTypes: true }).filter((entry) => entry.isFile());
    for (const { name } of files) copyFileSync(join(plugin, name), join(work, name));
    if (platform.startsWith("windows")) {
      await writeExecutable(options, join(work, `${PROGRAM}.exe`));
      for (const file of [PROGRAM, "main.js"]) rmSync(join(work, file));
    } else {
      copyFileSync(join(node, "node"), join(work, "node"));
    }
    const name = `${PROGRAM}-v${version}-${platform}.tar.gz`;
    mkdirSync(output, { recursive: true });
    const file = join(output, name);
    await tar.create({ file, cwd: work, gzip: true, portable: true, mtime: TIME }, readdirSync(work).sort());
    return { file: name, sha256: createHash("sha256").update(readFileSync(file)).digest("hex") };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Writes the program for Windows: Node.js with `main.js` inside, because Pulumi starts no script there. Node.js calls
 * that a single executable application. The other files stand beside it.
 */
async function writeExecutable({ plugin, node, builder }: ArchiveOptions, output: string): Promise<void> {
  const configuration = `${output}.json`;
  writeFileSync(
    configuration,
    JSON.stringify({
      main: join(plugin, "main.js"),
      executable: join(node, "node.exe"),
      output,
      disableExperimentalSEAWarning: true,
    }),
  );
  await promisify(execFile)(builder, ["--build-sea", configuration]);
  rmSync(configuration);
}
