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

/** The folder with an example: of a word, or of the whole workflow. */
const folderOf = (example: string) =>
  example === "workflow" ? join(EXAMPLES, "..", example) : join(EXAMPLES, example);

const program = (example: string, language: Language) =>
  readFileSync(join(folderOf(example), EXAMPLE_FILES[language]), "utf8");

/** The words that each example uses. */
const WORDS_OF: Record<string, readonly string[]> = {
  ...Object.fromEntries(Object.keys(WORDS).map((word) => [word, [word]])),
  workflow: ["DownloadTask", "DownloadTasksGate"],
};

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
    for (const example of Object.keys(WORDS_OF)) {
      assert.deepEqual(matches(program(example, "go"), /^\tdbs "(.*)"$/gm), [path], example);
    }
  });

  for (const language of ["csharp", "java", "hcl"] as const) {
    it(`say in ${language} that they are not compiled here, and use only names of the schema`, () => {
      for (const [example, words] of Object.entries(WORDS_OF)) {
        const text = program(example, language);
        const first = `${COMMENTS[language]} Not compiled here; a test checks its names against the schema.`;
        assert.equal(text.split("\n")[0], first, example);
        const { types, properties } = usedNames(text, language);
        assert.ok(types.length > 0 && properties.length > 1, `${example}: ${types}; ${properties}`);
        assert.deepEqual(unknownNames(text, language, words), [], example);
      }
    });
  }
});
