import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";
import type { SnippetLanguage } from "./snippetChecks";
import { snippetsIn } from "./snippets";

const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const readme = read("README.md");

/** Returns the snippets of README in a language. */
const shown = (language: SnippetLanguage) =>
  snippetsIn(language).flatMap(({ page, code }) => (page === "README.md" ? [code] : []));

/** Returns a program without the lines that hold only a comment. */
const withoutComments = (program: string) => program.replace(/^ *#.*\n/gm, "");

describe("README", () => {
  it("has at most 150 lines", () => {
    const lines = readme.trimEnd().split("\n").length;
    assert.ok(lines <= 150, `${lines} lines`);
  });

  it("shows the program of examples/workflow in TypeScript, Python and YAML, which other tests run", () => {
    assert.deepEqual(shown("typescript"), [read("examples/workflow/index.ts")]);
    assert.deepEqual(shown("python"), [withoutComments(read("examples/workflow/__main__.py"))]);
    assert.deepEqual(shown("yaml"), [withoutComments(read("examples/workflow/Pulumi.yaml"))]);
    for (const language of ["typescript", "python", "yaml"] as const) {
      const lines = shown(language)[0]?.trimEnd().split("\n").length ?? 0;
      assert.ok(lines > 5 && lines <= 15, `${lines} lines of ${language}`);
    }
  });

  it("shows two commands to try it, which .ci/run runs", () => {
    const [commands = ""] = shown("shell");
    const names = commands.match(/^npm (run \w+|test)/gm) ?? [];
    assert.deepEqual(names, ["npm run demo", "npm test"]);
    const ci = read(".ci/run").replaceAll(" --silent", "").split("\n");
    assert.deepEqual(
      names.filter((name) => !ci.includes(name)),
      [],
    );
  });

  it("names for searchers what ROS calls an export", () => {
    assert.match(readme, /ROS.*`Download`.*`ALIYUN::DBS::Download`/);
  });

  it("links to each page of docs, except those of Pulumi's registry", () => {
    const pages = readdirSync(join(ROOT, "docs")).filter((name) => name.endsWith(".md"));
    const registry = new Set(["_index.md", "installation-configuration.md"]);
    const missing = pages.filter((page) => !registry.has(page) && !readme.includes(`](docs/${page})`));
    assert.deepEqual(missing, []);
  });
});
