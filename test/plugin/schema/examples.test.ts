import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_FILES, EXAMPLES } from "../../../sdk/generate/schema/examples";
import { SCHEMA, WORDS, type Word } from "./readSchema";

type Language = keyof typeof EXAMPLE_FILES;

/** What the languages that are not compiled here write: their names of a word, a type, an argument and an output. */
const NOT_COMPILED: Record<
  "csharp" | "java" | "hcl",
  { comment: string; names: (program: string) => { types: string[]; properties: string[] } }
> = {
  csharp: {
    comment: "//",
    names: (program) => ({
      types: matches(program, /Dbs\.(?:Inputs\.)?(\w+)/g).concat(matches(program, /Dbs\.(?:\w+)\.([A-Z]\w+)/g)),
      properties: [
        ...matches(program, /^ +(\w+) = /gm),
        ...matches(program, /(?:task|ready|list|links|result)\.(\w+)/g),
      ],
    }),
  },
  java: {
    comment: "//",
    names: (program) => ({
      types: [
        ...matches(program, /^import com\.pulumi\.aliclouddbs\.(?:\w+\.)?(\w+);/gm),
        ...matches(program, /AliclouddbsFunctions\.(\w+)/g),
      ],
      properties: [
        ...matches(program, /^ +\.(\w+)\(/gm),
        ...matches(program, /(?:task|ready|list|links|result)\.(\w+)\(\)/g),
      ],
    }),
  },
  hcl: {
    comment: "#",
    names: (program) => ({
      types: matches(program, /^(?:resource|data) "(\S+)"/gm),
      properties: [
        ...matches(program, /^ +(\w+) += /gm),
        ...matches(program, /value += (?:data\.)?[\w-]+\.\w+\.(\w+)/g),
      ],
    }),
  },
};

/** Names in the programs that are the language's, Pulumi's or the program's own. */
const OWN = new Set([
  ...["CustomTimeouts", "Create", "build", "customTimeouts", "create", "source", "value", "sensitive"],
  ...["AliclouddbsFunctions", "Inputs"],
]);

const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name = ""]) => name);

/** The folder with an example: of a word, or of the whole workflow. */
const folderOf = (example: string) =>
  example === "workflow" ? join(EXAMPLES, "..", example) : join(EXAMPLES, example);

const program = (example: string, language: Language) =>
  readFileSync(join(folderOf(example), EXAMPLE_FILES[language]), "utf8");

/** The words that each example uses. */
const WORDS_OF: Record<string, Word[]> = {
  ...Object.fromEntries(Object.entries(WORDS).map(([name, word]) => [name, [word]])),
  workflow: [WORDS.DownloadTask, WORDS.DownloadTasksGate] as Word[],
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Every name of an argument and an output that an example of a word may use, in the form of a language. */
function allowedProperties({ inputs, outputs }: Word, language: Language): Set<string> {
  const target = Object.keys(SCHEMA.types["alicloud-dbs:index:ExportTarget"]?.properties ?? {});
  const names = [...Object.keys(inputs), ...Object.keys(outputs), ...target];
  return new Set(names.map((name) => (language === "hcl" ? snake(name) : language === "csharp" ? pascal(name) : name)));
}

/** Every name of a type and of an enum's value, in the form of a language. */
function allowedTypes({ name }: Word, language: Language): Set<string> {
  if (language === "hcl") return new Set([`alicloud-dbs_${snake(name).replace(/^get_/, "")}`]);
  const types = Object.entries(SCHEMA.types).flatMap(([token, { enum: values = [] }]) => [
    token.split(":")[2] ?? "",
    ...values.map((value) => value.name),
  ]);
  const word = language === "csharp" ? [pascal(name), "Invoke"] : [name];
  return new Set([...word, `${pascal(name)}Args`, ...types, ...types.map((type) => `${type}Args`)]);
}

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

  for (const [language, { comment, names }] of Object.entries(NOT_COMPILED) as [
    keyof typeof NOT_COMPILED,
    (typeof NOT_COMPILED)[keyof typeof NOT_COMPILED],
  ][]) {
    it(`say in ${language} that they are not compiled here, and use only names of the schema`, () => {
      for (const [example, words] of Object.entries(WORDS_OF)) {
        const text = program(example, language);
        assert.equal(
          text.split("\n")[0],
          `${comment} Not compiled here; a test checks its names against the schema.`,
          example,
        );
        const used = names(text);
        const types = used.types.filter((name) => !OWN.has(name));
        const properties = used.properties.filter((name) => !OWN.has(name));
        assert.ok(types.length > 0 && properties.length > 1, `${example}: ${types}; ${properties}`);
        assert.deepEqual(
          types.filter((name) => !words.some((word) => allowedTypes(word, language).has(name))),
          [],
          example,
        );
        assert.deepEqual(
          properties.filter((name) => !words.some((word) => allowedProperties(word, language).has(name))),
          [],
          example,
        );
      }
    });
  }
});
