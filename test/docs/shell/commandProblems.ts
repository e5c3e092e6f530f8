import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../plugin/schema/readSchema";
import { npmProblems } from "./npmProblems";
import type { PulumiHelp } from "./pulumiHelp";
import { pulumiProblems } from "./pulumiProblems";
import { type ShellCommand, shellCommands } from "./shellCommands";

/** Programs that the commands in the documentation may use besides npm, npx and pulumi. */
const PROGRAMS = new Set([
  // Of the shell and of POSIX.
  ...[
    "cat",
    "cd",
    "chmod",
    "cp",
    "cut",
    "date",
    "echo",
    "env",
    "exec",
    "exit",
    "export",
    "false",
    "grep",
    "head",
    "kill",
    "ls",
  ],
  ...[
    "mkdir",
    "mktemp",
    "printf",
    "return",
    "rm",
    "sed",
    "seq",
    "set",
    "sh",
    "sleep",
    "tail",
    "tee",
    "test",
    "trap",
    "true",
    "umask",
    "wait",
  ],
  ...["[", "awk", "case", "mv", "sort", "source", "unset", "read", "shift", "timeout", "local", "tr", "wc", "xargs"],
  // Of the tools that pipelines have.
  ...["bash", "curl", "git", "go", "gh", "jq", "node", "pip", "python", "python3", "sha256sum", "tar"],
]);

/** Returns what is wrong with a shell text, each problem with the command that has it. */
export async function commandProblems(text: string, help: PulumiHelp): Promise<string[]> {
  const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
  if (status !== 0) return [stderr.trim()];
  const { commands, functions } = shellCommands(text);
  const problems: string[] = [];
  for (const command of commands) problems.push(...(await problemsOf(command, functions, help)));
  return problems;
}

async function problemsOf({ program, args }: ShellCommand, own: string[], help: PulumiHelp): Promise<string[]> {
  const files = [program, ...args].filter(isMissing).map((file) => `${file} does not exist`);
  if (program === "pulumi") return [...files, ...(await pulumiProblems(args, help))];
  if (program === "npm" || program === "npx") return [...files, ...npmProblems(program, args)];
  const known = PROGRAMS.has(program) || own.includes(program) || program.includes("/") || program.includes("$");
  return known ? files : [...files, `"${program}" is not a program that the documentation may use`];
}

/** Where a reader has parts of this repository, and where they are here. */
const COPIES: [RegExp, string][] = [
  [/^path\/to\/clone\//, ""],
  [/^pipelines\//, "examples/pipelines/"],
  [/^policy(?=\/|$)/, "examples/policy"],
];

/** Tells whether a word is the path of a source file of the repository, or of a copy of one, that does not exist. */
function isMissing(word: string): boolean {
  const path = COPIES.reduce((name, [copy, source]) => name.replace(copy, source), word);
  const isSource = /^(\.\/)?(\.ci|docs|examples|provider|sdk|test)\/[\w./-]+$/.test(path);
  return isSource && !existsSync(join(ROOT, path));
}
