import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";
import { PAGES } from "./pages";
import { SNIPPET_CHECKS, type SnippetLanguage } from "./snippetChecks";

/** A fenced block of a Markdown page. */
export interface Snippet {
  page: string;
  /** Line of its first line of code. */
  line: number;
  /** The page and the line, as a compiler writes them. */
  where: string;
  /** First word behind the fence, which may be empty. */
  language: string;
  /** Its text, without the indentation of the fence. */
  code: string;
}

/**
 * Returns the fenced blocks of a page.
 * @throws Error if a fence is not closed
 */
export function snippetsOf(page: string, text: string): Snippet[] {
  const snippets: Snippet[] = [];
  let open: { indentation: string; fence: string; snippet: Snippet } | undefined;
  for (const [at, line] of text.split("\n").entries()) {
    if (open === undefined) {
      const [, indentation = "", fence, language = ""] = /^([> \t]*)(`{3,}|~{3,})\s*([^\s`]*)/.exec(line) ?? [];
      if (fence === undefined) continue;
      const snippet = { page, line: at + 2, where: `${page}:${at + 2}`, language, code: "" };
      open = { indentation, fence, snippet };
    } else if (line.replace(/^[> \t]*/, "").trimEnd() === open.fence) {
      snippets.push(open.snippet);
      open = undefined;
    } else {
      const { indentation, snippet } = open;
      snippet.code += `${line.startsWith(indentation) ? line.slice(indentation.length) : line.trimStart()}\n`;
    }
  }
  if (open !== undefined) throw new Error(`${open.snippet.where}: the fence is not closed`);
  return snippets;
}

/** All fenced blocks of the repository's pages. */
export const SNIPPETS: readonly Snippet[] = PAGES.flatMap((page) =>
  snippetsOf(page, readFileSync(join(ROOT, page), "utf8")),
);

/** Returns the snippets in a language, whichever of its names they use. */
export function snippetsIn(language: SnippetLanguage): Snippet[] {
  const names: readonly string[] = SNIPPET_CHECKS[language].names;
  return SNIPPETS.filter((snippet) => names.includes(snippet.language));
}
