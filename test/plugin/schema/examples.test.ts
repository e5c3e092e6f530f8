import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_FILES, EXAMPLES } from "../../../sdk/generate/schema/examples";
import { SCHEMA, WORDS } from "./readSchema";
import { type UncompiledLanguage, unknownNames, usedNames } from "./usedNames";

type Language = keyof typeof EXAMPLE_FILES;

/** What begins a comment in the languages that are not compiled here. */
const COMMENTS: Record<UncompiledLanguage, string> = { csharp: "//", java: "//", hcl: "#" };

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);

const program = (word: string, language: Language) =>
  readFileSync(join(EXAMPLES, word, EXAMPLE_FILES[language]), "utf8");

describe("the examples in the schema", () => {
  it("stand there for each word in every language", () => {
    assert.deepEqual(readdirSync(EXAMPLES).sort(), Object.keys(WORDS).sort());
    for (const { name, description } of Object.values(WORDS)) {
      const shown = matches(description, /^```(\w+)$/gm).filter((language) => language !== "sh");
      assert.deepEqual(shown, Object.keys(EXAMPLE_FILES), name);
      assert.match(
        description,
        /\{\{% examples %\}\}.*\{\{% example %\}\}.*\{\{% \/example %\}\}.*\{\{% \/examples %\}\}/s,
      );
    }
  });

  it("use the address of the repository that package.json names", () => {
    const path = SCHEMA.language.go?.importBasePath;
    for (const word of Object.keys(WORDS)) {
      assert.deepEqual(matches(program(word, "go"), /^\tdbs "(.*)"$/gm), [path], word);
    }
  });

  for (const language of ["csharp", "java", "hcl"] as const) {
    it(`say in ${language} that they are not compiled here, and use only names of the schema`, () => {
      for (const word of Object.keys(WORDS)) {
        const text = program(word, language);
        const first = `${COMMENTS[language]} Not compiled here; a test checks its names against the schema.`;
        assert.equal(text.split("\n")[0], first, word);
        const { types, properties } = usedNames(text, language);
        assert.ok(types.length > 0 && properties.length > 1, `${word}: ${types}; ${properties}`);
        assert.deepEqual(unknownNames(text, language, [word]), [], word);
      }
    });
  }
});
