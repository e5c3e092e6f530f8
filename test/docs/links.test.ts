import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const root = join(__dirname, "..", "..");

const pages = [
  ...["README.md", "CONTRIBUTING.md", "AGENTS.md", "CHANGELOG.md", "SECURITY.md", "CODE_OF_CONDUCT.md"],
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].map((name) => join(root, name));

/** Returns a page without its code, because brackets and `#` have other meanings there. */
function prose(page: string): string {
  return readFileSync(page, "utf8")
    .replace(/^```.*?^```/gms, "")
    .replace(/`[^`\n]*`/g, (code) => code.replace(/[[\]()]/g, ""));
}

/** Returns the anchors that GitHub gives to the headings on a page. */
function anchorsOf(page: string): Set<string> {
  const seen = new Map<string, number>();
  const headings = [...prose(page).matchAll(/^#{1,6}\s+(.+?)\s*$/gm)].map(([, text = ""]) => text);
  const anchors = headings.map((text) => {
    const slug = text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .replace(/\s/g, "-");
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
  return new Set(anchors);
}

/** Returns the relative links on a page. */
function relativeLinks(page: string): string[] {
  const inline = [...prose(page).matchAll(/\]\(([^)\s]+)[^)]*\)/g)];
  const references = [...prose(page).matchAll(/^\[[^\]]+\]:\s+(\S+)/gm)];
  return [...inline, ...references].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:/i.test(target));
}

/** Returns what is wrong with a link, or `undefined` if its target exists. */
function problemWith(page: string, link: string): string | undefined {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : resolve(dirname(page), decodeURIComponent(path));
  if (path.startsWith("/") || relative(root, target).startsWith("..")) return "leads out of the repository";
  if (!existsSync(target)) return "does not exist";
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return anchorsOf(target).has(anchor) ? undefined : "has no such heading";
}

describe("the documentation", () => {
  it("links only to files and headings that exist", () => {
    const links = pages.flatMap((page) => relativeLinks(page).map((link) => ({ page, link })));
    assert.ok(links.length > 20, `only ${links.length} links were found`);
    const broken = links.flatMap(({ page, link }) => {
      const problem = problemWith(page, link);
      return problem === undefined ? [] : [`${relative(root, page)}: ${link} ${problem}`];
    });
    assert.deepEqual(broken, []);
  });
});
