import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { buildRelease } from "../../../provider/release/buildRelease";
import { changelogSection } from "../../../provider/release/changelogSection";
import { PLATFORMS, UNTRIED_PLATFORMS } from "../../../provider/release/nodeRuntime";
import { readVersions } from "../../../provider/release/readVersions";
import { releaseProblems } from "../../../provider/release/releaseProblems";
import { pluginFolder } from "../../engine/plugin/pluginFolder";
import { ensureReleaseNode } from "../ensureReleaseNode";
import { buildPythonPackage } from "./buildPythonPackage";
import { vetGoModule } from "./vetGoModule";

const ROOT = join(__dirname, "../../..");

export interface DryRunOptions {
  /** Folder that gets the archive and the packages. Whatever it holds is removed first. */
  output: string;
  report: (line: string) => void;
  /** Tag from which a release is about to be made. Default: none, and what stands against a release is only told. */
  tag?: string;
}

/**
 * Builds everything that a release sends and that can be built here, and tells what each step would publish. Sends nothing.
 * @throws Error that says what stands against the release of a tag, before anything is built; or the first failure
 */
export async function dryRun({ output, report, tag }: DryRunOptions): Promise<void> {
  const version = PACKAGE_VERSION;
  const problems = releaseProblems(ROOT, tag);
  if (tag !== undefined && problems.length > 0) {
    throw new Error(["this can't be released:", ...problems].join("\n  "));
  }
  rmSync(output, { recursive: true, force: true });
  report(`A dry run of release ${version}: nothing is sent.`);
  report("The version stands in:");
  for (const [file, found] of Object.entries(readVersions(ROOT))) report(`  ${file}: ${found}`);

  const folder = (name: string) => join(output, name);
  const tell = (name: string) => {
    for (const file of readdirSync(folder(name)).sort()) report(`  ${sized(folder(name), file)}`);
  };
  const node = await ensureReleaseNode(report);
  if (node !== undefined) {
    await buildRelease({
      platforms: [node.platform],
      version,
      plugin: pluginFolder(),
      nodeOf: async () => node.folder,
      builder: join(node.folder, "node"),
      documents: [join(ROOT, "LICENSE")],
      output: folder("plugin"),
      report: () => {},
    });
    const others = PLATFORMS.filter((each) => each !== node.platform && !UNTRIED_PLATFORMS.includes(each));
    report(`The release v${version} of the repository would get, and an archive for ${others.join(", ")} too:`);
    tell("plugin");
  }
  const section = changelogSection(readFileSync(join(ROOT, "CHANGELOG.md"), "utf8"), version);
  const lines = section?.text.trimEnd().split("\n") ?? [];
  report(`The notes of the release would be ${lines.length} lines of CHANGELOG.md: ${lines[0] ?? "none"}`);

  mkdirSync(folder("npm"), { recursive: true });
  const pack = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder("npm")];
  const { stdout } = await promisify(execFile)("npm", pack, { cwd: ROOT, maxBuffer: 64 * 1024 * 1024 });
  const [{ entryCount }] = JSON.parse(stdout) as [{ entryCount: number }];
  report(`npm would get ${entryCount} files in:`);
  tell("npm");

  await buildPythonPackage(join(ROOT, "sdk/python"), folder("pypi"));
  report("PyPI would get:");
  tell("pypi");

  const module = await vetGoModule(ROOT);
  report(`Go would get the module ${module}, by the tag sdk/go/v${version}.`);
  if (problems.length > 0) report(["This stands against a release:", ...problems].join("\n  "));
}

/** Returns the name and the size of a file. */
function sized(folder: string, name: string): string {
  const path = join(folder, name);
  const note = name === "SHA256SUMS" ? `, ${readFileSync(path, "utf8").split("\n").length - 1} lines` : "";
  return `${name}: ${statSync(path).size} bytes${note}`;
}
