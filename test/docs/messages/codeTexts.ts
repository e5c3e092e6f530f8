import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { ROOT } from "../../plugin/schema/readSchema";

const FOLDERS = ["core", "wire", "connection", "operations", "lifecycle", "dynamic"].map((name) => `provider/${name}`);

/** Stands for a value in a text. */
const HOLE = "\0";

/**
 * Returns the fixed texts in the code that may be a part of a message: what stands between the values of a template or of
 * a sum of texts, and other literals of two words and more.
 */
export function codeTexts(): string[] {
  const texts = new Set<string>();
  const visit = (node: ts.Node, isPart: boolean): void => {
    const text = textOf(node);
    const parts = text.split(HOLE);
    if (!isPart && (parts.length > 1 || /\w \w/.test(text))) for (const part of parts) texts.add(part);
    ts.forEachChild(node, (child) => visit(child, text !== HOLE && textOf(child) !== HOLE));
  };
  for (const folder of [...FOLDERS, "sdk/nodejs"]) {
    for (const file of readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })) {
      if (!file.endsWith(".ts")) continue;
      visit(ts.createSourceFile(file, readFileSync(join(ROOT, folder, file), "utf8"), ts.ScriptTarget.Latest), false);
    }
  }
  return [...texts].filter((text) => /[a-z]/i.test(text));
}

/** Returns the text of an expression, with a hole for each value that only a run knows. */
function textOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => HOLE + literal.text).join("");
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return textOf(node.left) + textOf(node.right);
  }
  return HOLE;
}
