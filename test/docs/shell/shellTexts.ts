import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { ROOT } from "../../plugin/schema/readSchema";
import { PAGES } from "../pages";
import { snippetsIn } from "../snippets";

/** A text for a shell. */
export interface ShellText {
  page: string;
  where: string;
  text: string;
}

/** Keys of pipelines whose values are for a shell. */
const STEPS = new Set(["run", "script", "before_script", "after_script"]);

/** The shell snippets of all pages. */
export const SHELL_SNIPPETS: readonly ShellText[] = snippetsIn("shell").map(({ page, where, code }) => ({
  page,
  where,
  text: code,
}));

const PIPELINES = "examples/pipelines";

/** The steps of the pipelines to copy. */
export const PIPELINE_STEPS: readonly ShellText[] = readdirSync(join(ROOT, PIPELINES))
  .filter((name) => name.endsWith(".yml"))
  .flatMap((name) => pipelineSteps(`${PIPELINES}/${name}`, readFileSync(join(ROOT, PIPELINES, name), "utf8")));

/** The commands in the prose and the tables of all pages, such as `npm run check`. */
export const INLINE_COMMANDS: readonly ShellText[] = PAGES.flatMap((page) => {
  const lines = readFileSync(join(ROOT, page), "utf8")
    .replace(/^\s*(```+|~~~+).*?^\s*\1/gms, keepLines)
    .split("\n");
  return lines.flatMap((line, at) =>
    [...line.matchAll(/`((?:\w+=\S+ )*(?:npm|npx|pulumi) [^`]+)`/g)].map(([, text = ""]) => ({
      page,
      where: `${page}:${at + 1}`,
      text: text.replace(/<[^<>]+>/g, "PLACEHOLDER"),
    })),
  );
});

function keepLines(text: string): string {
  return text.replace(/[^\n]/g, "");
}

/** Returns the shell steps of a pipeline in YAML. An expression of the pipeline (`${{ … }}`) stands for a word. */
export function pipelineSteps(file: string, text: string): ShellText[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  const texts = documents.flatMap((document) => [...stepsIn(document.toJS())]);
  return texts.map((step) => ({ page: file, where: file, text: step.replace(/\$\{\{.*?\}\}/g, "EXPRESSION") }));
}

function* stepsIn(value: unknown): Generator<string> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, each] of Object.entries(value)) {
    const lines = (Array.isArray(each) ? each : [each]).filter((line) => typeof line === "string");
    if (STEPS.has(key) && lines.length > 0) yield lines.join("\n");
    else yield* stepsIn(each);
  }
}
