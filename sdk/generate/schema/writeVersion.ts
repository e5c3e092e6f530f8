import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Hand-written places that may name the version, below the package's folder. */
const PLACES = ["provider/core/packageVersion.ts", "README.md"];
const FOLDERS = ["docs", "examples"];

/** A line that names this package. Any other line speaks of the version of something else. */
const NAMES_PACKAGE = /alicloud-dbs|PACKAGE_VERSION/;

/** Hand-written files that name a version of this package, below the package's folder. */
export function versionedFiles(root: string, version: string): string[] {
  const below = FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\/(node_modules|__pycache__|\.venv)(\/|$)/.test(entry.parentPath))
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)),
  );
  return [...PLACES, ...below].filter((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return withVersion(text, { old: version, new: "" }) !== text;
  });
}

/** Replaces the version of this package in the hand-written files that name it. */
export function writeVersion(root: string, versions: { old: string; new: string }): void {
  if (versions.old === versions.new) return;
  for (const file of versionedFiles(root, versions.old)) {
    const path = join(root, file);
    writeFileSync(path, withVersion(readFileSync(path, "utf8"), versions));
  }
}

function withVersion(text: string, versions: { old: string; new: string }): string {
  const old = new RegExp(`(?<![\\d.])${versions.old.replaceAll(".", "\\.")}(?![\\d]|\\.\\d)`, "g");
  return text.replace(/^.*$/gm, (line) => (NAMES_PACKAGE.test(line) ? line.replace(old, versions.new) : line));
}
