/** How the snippets in a language are checked. */
interface SnippetCheck {
  /** Words behind the fence that mean this language. */
  names: readonly string[];
  /** What the check does. */
  check: string;
  /** Files that read the snippets of this language and check them. None: the text is not for a machine. */
  by: readonly string[];
}

const NAMES = "names of types and properties are looked up in the schema";
const NAMES_TEST = "test/docs/names.test.ts";

/** Every language that a fence may name, and what checks the snippets in it. */
export const SNIPPET_CHECKS = {
  typescript: {
    names: ["ts", "typescript"],
    check: "compiled in strict mode against the installed npm package",
    by: ["test/support/docPrograms.ts"],
  },
  python: {
    names: ["python"],
    check: "run under Pulumi's mocks, whose answers are of the schema",
    by: ["test/docs/python/python.test.ts"],
  },
  go: {
    names: ["go"],
    check: "compiled against sdk/go in the module of the example",
    by: ["test/docs/go.test.ts"],
  },
  yaml: {
    names: ["yaml"],
    check: "parsed; words, properties and keys are looked up in the schema; whole programs are previewed",
    by: ["test/docs/yaml/yaml.test.ts", "test/engine/plugin/yamlSnippets.test.ts"],
  },
  shell: {
    names: ["sh"],
    check: "parsed by bash; programs, scripts, files, subcommands and flags exist",
    by: ["test/docs/shell/shellTexts.ts"],
  },
  csharp: { names: ["csharp"], check: NAMES, by: [NAMES_TEST] },
  java: { names: ["java"], check: NAMES, by: [NAMES_TEST] },
  hcl: { names: ["hcl"], check: NAMES, by: [NAMES_TEST] },
  json: { names: ["json"], check: "parsed", by: ["test/docs/data.test.ts"] },
  text: { names: ["text"], check: "none: what a program prints", by: [] },
} as const satisfies Record<string, SnippetCheck>;

export type SnippetLanguage = keyof typeof SNIPPET_CHECKS;
