import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ROOT } from "../../plugin/schema/readSchema";
import { PAGES } from "../pages";
import { anchorsOf } from "./anchorsOf";
import { prose } from "./prose";

const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

/** Returns the targets of a page's links and images: inline, by reference, and in HTML. */
function targetsOn(text: string): string[] {
  const page = prose(text);
  const inline = [...page.matchAll(/\]\(\s*(?:<([^>]+)>|([^)\s]+))[^)]*\)/g)].map(([, long, short]) => long ?? short);
  const definitions = [...page.matchAll(/^\s*\[[^\]^]+\]:\s+<?([^\s>]+)/gm)].map(([, target]) => target);
  const html = [...page.matchAll(/\s(?:src|srcset|href)="([^"\s]+)/g)].map(([, target]) => target);
  return [...inline, ...definitions, ...html].map((target = "") => target);
}

/** Returns the references that a page uses and does not define. */
function undefinedReferences(text: string): string[] {
  const page = prose(text);
  const defined = new Set([...page.matchAll(/^\s*\[([^\]]+)\]:/gm)].map(([, name = ""]) => name.toLowerCase()));
  const used = [...page.matchAll(/\[([^\][]+)\]\[([^\]]*)\]/g)].map(([, label = "", name = ""]) => name || label);
  return used.filter((name) => !defined.has(name.toLowerCase()));
}

/** Returns what is wrong with a relative target, or `undefined` if it exists. */
function problemWith(page: string, link: string): string | undefined {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? page : relative(ROOT, resolve(ROOT, dirname(page), decodeURIComponent(path)));
  if (path.startsWith("/") || target.startsWith("..")) return "leads out of the repository";
  if (!existsSync(join(ROOT, target))) return "does not exist";
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return anchorsOf(read(target)).has(anchor) ? undefined : "has no such heading";
}

/** Returns what is wrong with the links on a page. */
function problemsOn(page: string, text: string): string[] {
  const links = targetsOn(text).filter((target) => !/^[a-z]+:/i.test(target));
  const broken = links.flatMap((link) => {
    const problem = problemWith(page, link);
    return problem === undefined ? [] : [`${link} ${problem}`];
  });
  return [...broken, ...undefinedReferences(text).map((name) => `[${name}] is not defined`)];
}

const BROKEN = `# A page
[a](none.md), [b](../README.md#none), ![c](none.svg "title"), [d](<a page.md>), [e][file], [f][g], [h][], [i](../../up.md)
<picture><source srcset="dark.svg"><img src="light.svg" alt=""></picture> <a href="nothing.md">j</a> [k](/README.md)

[file]: none.txt
[h]: https://example.com

\`[code](nowhere.md)\`, [l](../README.md#a-program), [m](gate.md), [n](https://example.com/none)
`;

describe("the documentation", () => {
  it("links only to files and headings that exist", () => {
    const pages = ["README.md", "AGENTS.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/gate.md", "docs/testing.md"];
    assert.ok(pages.every((page) => PAGES.includes(page)));
    const count = PAGES.flatMap((page) => targetsOn(read(page))).length;
    assert.ok(count > 20, `only ${count} links were found`);
    const broken = PAGES.flatMap((page) => problemsOn(page, read(page)).map((problem) => `${page}: ${problem}`));
    assert.deepEqual(broken, []);
  });

  it("has its broken links, images and references found, whatever their form", () => {
    assert.deepEqual(problemsOn("docs/page.md", BROKEN), [
      "none.md does not exist",
      "../README.md#none has no such heading",
      "none.svg does not exist",
      "a page.md does not exist",
      "../../up.md leads out of the repository",
      "/README.md leads out of the repository",
      "none.txt does not exist",
      "dark.svg does not exist",
      "light.svg does not exist",
      "nothing.md does not exist",
      "[g] is not defined",
    ]);
  });
});
