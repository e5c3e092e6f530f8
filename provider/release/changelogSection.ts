/**
 * Returns the section of a version in a changelog, or `undefined` if the changelog has no such section.
 * @returns the heading without its mark, and the text below it
 */
export function changelogSection(changelog: string, version: string): { heading: string; text: string } | undefined {
  for (const section of changelog.split(/^## /m).slice(1)) {
    const [heading = "", ...lines] = section.split("\n");
    if (heading.split(" ")[0] === version) return { heading, text: `${lines.join("\n").trim()}\n` };
  }
  return undefined;
}
