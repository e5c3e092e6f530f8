import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { ROOT } from "../plugin/schema/readSchema";
import { PAGES } from "./pages";
import { SNIPPET_CHECKS } from "./snippetChecks";
import { SNIPPETS, snippetsOf } from "./snippets";

/** Returns the languages whose snippets a program in TypeScript reads. */
function languagesReadBy(program: string): string[] {
  const languages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "snippetsIn") {
      languages.push(...node.arguments.filter(ts.isStringLiteral).map(({ text }) => text));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("program.ts", program, ts.ScriptTarget.Latest));
  return languages;
}

const known = Object.values(SNIPPET_CHECKS).flatMap(({ names }): readonly string[] => names);

describe("the snippets in the documentation", () => {
  it("are found on every page, with their line, language and code", () => {
    const page = "# Title\n\n```ts\na();\n```\n\n- item:\n\n  ~~~~sh title\n  b\n    c\n  ```\n  ~~~~\n\n```\nd\n```\n";
    assert.deepEqual(
      snippetsOf("p.md", page).map(({ where, language, code }) => [where, language, code]),
      [
        ["p.md:4", "ts", "a();\n"],
        ["p.md:10", "sh", "b\n  c\n```\n"],
        ["p.md:16", "", "d\n"],
      ],
    );
    assert.throws(() => snippetsOf("p.md", "text\n```ts\na();\n"), /p\.md:3: the fence is not closed/);
    assert.ok(["README.md", "AGENTS.md", "CHANGELOG.md", "docs/gate.md"].every((name) => PAGES.includes(name)));
    const fences = PAGES.flatMap((name) => readFileSync(join(ROOT, name), "utf8").match(/^\s*```/gm) ?? []);
    assert.equal(SNIPPETS.length, fences.length / 2);
  });

  it("name a language that a check knows", () => {
    const unknown = SNIPPETS.filter(({ language }) => !known.includes(language));
    assert.deepEqual(
      unknown.map(({ where, language }) => `${where}: ${language || "no language"}`),
      [],
      `the languages are ${known.join(", ")}; what a program prints is text`,
    );
  });

  it("use each name of a language, so that no check is left without a text", () => {
    const used = SNIPPETS.map(({ language }) => language);
    assert.deepEqual(
      known.filter((name) => !used.includes(name)),
      [],
    );
  });

  it("are read by the check of their language", () => {
    for (const [language, { by }] of Object.entries(SNIPPET_CHECKS)) {
      for (const file of by) {
        assert.ok(languagesReadBy(readFileSync(join(ROOT, file), "utf8")).includes(language), `${file}: ${language}`);
      }
    }
    assert.deepEqual(
      languagesReadBy('// snippetsIn("go")\nconst text = `snippetsIn("json")`;\nsnippetsIn("yaml");\n'),
      ["yaml"],
    );
    assert.equal(new Set(known).size, known.length, "two languages have the same name");
  });
});
