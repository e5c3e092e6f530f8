import { readFileSync } from "node:fs";
import { join } from "node:path";
import { changelogSection } from "./changelogSection";
import { readVersions } from "./readVersions";

/** Host of the placeholder that stands for the repository's address until its owner writes the real one. */
const PLACEHOLDER = "example.com";

/** Returns what stands against a release of this folder: in a sentence each, with what to do. */
export function releaseProblems(root: string, tag?: string): string[] {
  const { "package.json": version, ...versions } = readVersions(root);
  const problems = Object.entries(versions)
    .filter(([, other]) => other !== version)
    .map(
      ([file, other]) =>
        `${file} has version ${other}, but package.json has ${version}; run \`npm run build:schema\` and \`npm run build:sdks\``,
    );
  if (tag !== undefined && tag !== `v${version}`) {
    problems.push(`the tag is ${tag}, but package.json has version ${version}; tag this commit v${version}`);
  }
  const section = changelogSection(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version ?? "");
  if (section === undefined) problems.push(`CHANGELOG.md has no section ${version}; write what changed`);
  else if (!/^\S+ \(\d{4}-\d{2}-\d{2}\)$/.test(section.heading)) {
    problems.push(`CHANGELOG.md says "${section.heading}"; write its date in the brackets, as (2026-01-31)`);
  }
  const { repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  if (repository.url.includes(`://${PLACEHOLDER}/`)) {
    problems.push(
      `package.json names the repository ${repository.url}, which is a placeholder; write the real address there and run \`npm run build:schema\` and \`npm run build:sdks\``,
    );
  }
  return problems;
}
