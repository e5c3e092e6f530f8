import { parse } from "yaml";
import { snippetsIn } from "../snippets";
import { shellCommands } from "./shellCommands";
import { SHELL_SNIPPETS } from "./shellTexts";

/** A snippet in YAML that a command in the documentation gives to `pulumi do` as its input file. */
interface InputFile {
  where: string;
  /** The resource that the command creates. */
  token: string;
  inputs: unknown;
  /** Inputs that the command gives as flags. */
  flags: string[];
}

/** Returns the input files in the documentation. The first line of such a snippet names the file: `# orders.yaml`. */
export function inputFiles(): InputFile[] {
  const commands = SHELL_SNIPPETS.flatMap(({ text }) => shellCommands(text).commands);
  return snippetsIn("yaml").flatMap(({ where, code }) => {
    const file = /^# (\S+\.ya?ml)\n/.exec(code)?.[1];
    return commands
      .filter(
        ({ program, args }) => program === "pulumi" && args[0] === "do" && file !== undefined && args.includes(file),
      )
      .map(({ args }) => ({
        where,
        token: args.find((each) => each.startsWith("alicloud-dbs:")) ?? "",
        inputs: parse(code),
        flags: args.filter((each) => each.startsWith("--")).map((each) => camel(each.slice(2))),
      }));
  });
}

function camel(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
