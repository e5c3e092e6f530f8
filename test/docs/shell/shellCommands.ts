import { forEachChild, parse, type SyntaxNode } from "unbash";

/** A simple command of a shell text. */
export interface ShellCommand {
  program: string;
  /** The words behind it. An expansion stays as it is written. */
  args: string[];
}

interface ShellText {
  commands: ShellCommand[];
  /** Functions that the text defines. */
  functions: string[];
}

/**
 * Returns the commands of a shell text, also those in loops, pipelines and substitutions.
 * @throws Error if the text can't be parsed
 */
export function shellCommands(text: string): ShellText {
  const found: ShellText = { commands: [], functions: [] };
  const visit = (node: SyntaxNode): void => {
    if ("errors" in node && node.errors !== undefined && node.errors.length > 0) {
      throw new Error(node.errors.map(({ message }) => message).join("; "));
    }
    if (node.type === "Function") found.functions.push(node.name.value);
    if (node.type === "Command" && node.name !== undefined) {
      const words = node.suffix.filter((each) => each.type === "Word");
      found.commands.push({ program: node.name.value, args: words.map(({ value }) => value) });
    }
    forEachChild(node, visit);
  };
  visit(parse(text));
  return found;
}
