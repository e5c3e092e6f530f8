import { SCHEMA } from "../../plugin/schema/readSchema";
import type { PulumiHelp } from "./pulumiHelp";

/** Returns what is wrong with the words behind `pulumi`: subcommands, flags and keys that do not exist. */
export async function pulumiProblems(args: readonly string[], help: PulumiHelp): Promise<string[]> {
  const path: string[] = [];
  const flags: string[] = [];
  const others: string[] = [];
  let isValue = false;
  try {
    for (const word of args) {
      const { subcommands, flags: known } = await help.of(path);
      if (isValue) isValue = false;
      else if (word.startsWith("-")) {
        flags.push(word.replace(/=.*$/, ""));
        isValue = !word.includes("=") && known.get(word) === true;
      } else if (isPlaceholder(word) || (subcommands.length === 0 && !isWordOfPackage(path, word))) others.push(word);
      // An alias such as `stack init` is not listed, but has a help of its own.
      else if ((await help.of([...path, word])).command.length > path.length) path.push(word);
      else return [`pulumi ${[...path, word].join(" ")} does not exist`];
    }
    const { flags: known } = await help.of(path);
    const unknown = flags.filter((flag) => !isPlaceholder(flag) && !known.has(flag));
    return [...unknown.map((flag) => `pulumi ${path.join(" ")} has no flag ${flag}`), ...keyProblems(path, others)];
  } catch (error) {
    return [((error as { stderr?: string }).stderr || (error as Error).message).trim()];
  }
}

/** Tells whether a word is a resource or a function behind `pulumi do`, where any package may give words. */
function isWordOfPackage(path: readonly string[], word: string): boolean {
  return path.length === 1 && path[0] === "do" && word.startsWith(`${SCHEMA.name}:`);
}

function isPlaceholder(word: string): boolean {
  return word.includes("…") || word.includes("PLACEHOLDER") || word.includes("$");
}

/** Returns the keys of this package's configuration that a command names and that do not exist. */
function keyProblems(path: readonly string[], others: readonly string[]): string[] {
  const [key = ""] = others;
  if (path[0] !== "config" || !key.startsWith(`${SCHEMA.name}:`)) return [];
  const [name = ""] = key.slice(SCHEMA.name.length + 1).split(/[.[]/);
  return name in SCHEMA.config.variables ? [] : [`${key} is not a key of the configuration`];
}
