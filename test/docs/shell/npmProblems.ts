import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../plugin/schema/readSchema";

interface PackageFile {
  scripts: Record<string, string>;
  bin?: Record<string, string>;
}

/** The package.json of this repository. */
export const PACKAGE: PackageFile = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

/** The npm commands that the documentation may use besides `npm run` and `npm test`. */
const NPM_COMMANDS = ["audit", "ci", "deprecate", "exec", "init", "install", "pack", "publish", "version"];

/** Returns the npm script that a command runs, or `undefined` if it does not run a script. */
export function scriptOf(program: string, args: readonly string[]): string | undefined {
  const words = args.filter((word) => !word.startsWith("-"));
  if (program !== "npm") return undefined;
  return words[0] === "run" ? (words[1] ?? "") : words[0] === "test" ? "test" : undefined;
}

/** Returns the files that patterns such as `test/wire/**` match in the repository. bash expands them. */
export function matchingFiles(pattern: string): string[] {
  if (!/^[\w./*{},@-]+$/.test(pattern)) throw new Error(`"${pattern}" is not a pattern of files`);
  const shell = ["-O", "globstar", "-O", "nullglob", "-c", `printf '%s\\n' ${pattern}`];
  return execFileSync("bash", shell, { cwd: ROOT, encoding: "utf8" })
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
}

/** Returns the tests that a command such as `npx mocha test/wire/*.test.ts` names, or `undefined` for another command. */
export function testsOf(program: string, args: readonly string[]): string[] | undefined {
  const [tool, ...rest] = program === "npx" ? args : [program, ...args];
  return tool === "mocha" ? rest.filter((word) => /\.test\.ts$/.test(word)) : undefined;
}

/** Returns what is wrong with a command of npm or npx: a script, a program or a test that does not exist. */
export function npmProblems(program: string, args: readonly string[]): string[] {
  const script = scriptOf(program, args);
  if (script !== undefined) return script in PACKAGE.scripts ? [] : [`npm has no script "${script}"`];
  const [first = ""] = args.filter((word) => !word.startsWith("-"));
  if (program === "npm") return NPM_COMMANDS.includes(first) ? [] : [`npm ${first} is not a known command`];
  const tests = testsOf(program, args);
  if (tests !== undefined) {
    return tests.filter((test) => matchingFiles(test).length === 0).map((test) => `${test} matches no file`);
  }
  const words = args.filter((word, at) => !word.startsWith("-") && !/^(-p|--package)$/.test(args[at - 1] ?? ""));
  const [tool = ""] = words;
  const exists = tool in (PACKAGE.bin ?? {}) || existsSync(join(ROOT, "node_modules/.bin", tool));
  return exists ? [] : [`npx finds no program "${tool}"`];
}
