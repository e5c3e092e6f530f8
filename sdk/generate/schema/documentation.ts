import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";

/** A property of a TypeScript interface, as its source states it. */
export interface DocumentedProperty {
  /** The type as it is written, for example `Duration`. */
  type: string;
  optional: boolean;
  /** Text of the doc comment. It is empty if there is none. */
  text: string;
}

const ROOT = join(__dirname, "../../..");

/**
 * Returns the properties that an interface, a class or an object type itself declares, by name. Inherited ones are not
 * among them.
 * @param file - path from the root of the repository
 */
export function documentedProperties(file: string, declaration: string): Record<string, DocumentedProperty> {
  const source = ts.createSourceFile(file, readFileSync(join(ROOT, file), "utf8"), ts.ScriptTarget.ES2022, true);
  const found = source.statements.find((each) => (each as { name?: ts.Identifier }).name?.text === declaration);
  if (found === undefined) throw new Error(`${file} declares no ${declaration}`);
  const properties: Record<string, DocumentedProperty> = {};
  const visit = (node: ts.Node): void => {
    if ((ts.isPropertySignature(node) || ts.isPropertyDeclaration(node)) && node.type !== undefined) {
      properties[node.name.getText()] = {
        type: node.type.getText().replace(/\s+/g, " "),
        optional: node.questionToken !== undefined,
        text: docText(node),
      };
    } else if (!ts.isFunctionLike(node)) {
      ts.forEachChild(node, visit);
    }
  };
  visit(found);
  return properties;
}

/** Returns the text of a node's doc comment. Each paragraph and each item of a list is one line. */
function docText(node: ts.Node): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = ts.getTextOfJSDocComment(comments.at(-1)?.comment) ?? "";
  return text
    .replace(/\{@link (\w+)\}/g, "`$1`")
    .split(/\n(?=\n|- )/)
    .map((part) => part.trim().replace(/\s*\n\s*/g, " "))
    .join("\n")
    .replace(/\n(?=[^-\n])/g, "\n\n");
}
