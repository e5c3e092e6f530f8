import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { promisify } from "node:util";
import * as tar from "tar";
import { NODE_RUNTIME, type NodeRuntime, type Platform } from "./nodeRuntime";

/** Place from which a release takes Node.js. */
export type NodeSource =
  /** The downloads of Node.js's own site, with their published checksums, as a release must. */
  | { from: "site"; url?: string }
  /** The copies of npm packages, for trials. */
  | { from: "npm" };

interface FetchOptions {
  /** Default: the Node.js of a release. */
  runtime?: NodeRuntime;
  /** Is told that something is fetched. */
  report?: (line: string) => void;
}

/** Node.js's own downloads. `SHASUMS256.txt` in the folder of a version lists the SHA-256 of each file. */
const SITE = "https://nodejs.org/dist";

/**
 * Puts the program and the licence of Node.js for a platform into a folder, as `node` or `node.exe`, and `LICENSE.node`.
 * If the program is already there, nothing is fetched.
 * Whatever the source is, the program must have the hash that `runtime.json` pins.
 * @returns path of the program
 * @throws Error that names the file, and both hashes where they differ; then nothing is added to the folder
 */
export async function fetchNode(
  platform: Platform,
  folder: string,
  source: NodeSource,
  { runtime = NODE_RUNTIME, report }: FetchOptions = {},
): Promise<string> {
  const name = platform.startsWith("windows") ? "node.exe" : "node";
  const { sha256 } = runtime.platforms[platform];
  const kept = join(folder, name);
  if (existsSync(kept) && (await hashOf(kept)) === sha256) return kept;
  report?.(`fetching Node.js ${runtime.version} for ${platform} (60 MB) …`);
  mkdirSync(folder, { recursive: true });
  // The files are moved into the folder at the end, which needs the same file system.
  const work = mkdtempSync(join(folder, ".part-"));
  try {
    const unpack = source.from === "npm" ? unpackCopy : unpackDownload(source.url ?? SITE);
    const program = join(await unpack(platform, runtime, work), "bin", name);
    expectHash(`${name} of Node.js ${runtime.version} for ${platform}`, await hashOf(program), sha256);
    // The licence is the same everywhere, and the single program for Windows comes without it.
    const licence = join(await unpack(name === "node.exe" ? "linux-amd64" : platform, runtime, work), "LICENSE");
    chmodSync(program, 0o755);
    renameSync(licence, join(folder, "LICENSE.node"));
    renameSync(program, kept);
    return kept;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Puts `bin` and, except on Windows, `LICENSE` of Node.js for a platform into a folder. Returns that folder. */
type Unpack = (platform: Platform, runtime: NodeRuntime, work: string) => Promise<string>;

/** Unpacks the npm package that holds a copy of the program. */
const unpackCopy: Unpack = async (platform, { version, platforms }, work) => {
  const folder = join(work, platform);
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  const name = `${platforms[platform].package}@${version}`;
  await promisify(execFile)("npm", ["pack", "--silent", "--pack-destination", folder, name]);
  const file = readdirSync(folder).find((entry) => entry.endsWith(".tgz"));
  if (file === undefined) throw new Error(`npm pack ${name} wrote no file`);
  await tar.extract({ file: join(folder, file), cwd: folder, strip: 1 });
  return folder;
};

/** Downloads and unpacks what Node.js's own site has, and checks the published checksums. */
const unpackDownload =
  (site: string): Unpack =>
  async (platform, { version, platforms }, work) => {
    const folder = join(work, platform);
    if (existsSync(folder)) return folder;
    mkdirSync(join(folder, "bin"), { recursive: true });
    const address = `${site}/v${version}`;
    const sums = await (await get(`${address}/SHASUMS256.txt`)).text();
    const published = new Map(sums.split("\n").map((line) => line.split(/\s+/, 2).reverse() as [string, string]));
    const { node } = platforms[platform];
    // The archive for Windows is a ZIP file. The program is there on its own too.
    const isWindows = platform.startsWith("windows");
    const name = isWindows ? `${node}/node.exe` : `node-v${version}-${node}.tar.gz`;
    const file = join(folder, isWindows ? "bin" : "", basename(name));
    const { body } = await get(`${address}/${name}`);
    await pipeline(Readable.fromWeb(body as ReadableStream), createWriteStream(file));
    expectHash(name, await hashOf(file), published.get(name));
    if (!isWindows) await tar.extract({ file, cwd: folder, strip: 1 });
    return folder;
  };

async function get(url: string): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered with status ${response.status}`);
  return response;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

function expectHash(what: string, actual: string, expected: string | undefined): void {
  if (actual !== expected) {
    throw new Error(`the SHA-256 of ${what} is ${actual}, but ${expected ?? "none"} is published or pinned for it`);
  }
}
