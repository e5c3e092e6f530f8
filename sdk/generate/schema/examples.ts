import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of the examples. Each word has a folder of its own there, with one program for each language. */
export const EXAMPLES = join(__dirname, "../../../examples/words");

/**
 * The languages in the order in which Pulumi's registry shows them, each with its file. The first line of a program that
 * is not compiled here says so.
 */
export const EXAMPLE_FILES = {
  typescript: "index.ts",
  python: "__main__.py",
  csharp: "Program.cs",
  go: "main.go",
  java: "App.java",
  yaml: "Pulumi.yaml",
  hcl: "main.hcl",
} as const;

/** Adds the example of a word, in every language, to its description. */
export function withExample(description: string, word: string, title: string): string {
  const blocks = Object.entries(EXAMPLE_FILES).map(([language, file]) => {
    const program = readFileSync(join(EXAMPLES, word, file), "utf8").trimEnd();
    return `\`\`\`${language}\n${program}\n\`\`\``;
  });
  const [text, ...rest] = description.split("\n\n## Import");
  return [
    text,
    "{{% examples %}}",
    "## Example Usage",
    "{{% example %}}",
    `### ${title}`,
    ...blocks,
    "{{% /example %}}",
    "{{% /examples %}}",
    ...rest.map((part) => `## Import${part}`),
  ].join("\n\n");
}
