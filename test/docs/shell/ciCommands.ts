import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../plugin/schema/readSchema";
import { matchingFiles, PACKAGE, scriptOf, testsOf } from "./npmProblems";
import { type ShellCommand, shellCommands } from "./shellCommands";

/** What `.ci/run` runs, directly or through the scripts of package.json. */
interface CiCommands {
  /** Names of npm scripts. */
  scripts: Set<string>;
  /** Test files that mocha runs. */
  tests: Set<string>;
}

/** Returns the npm scripts and the tests that run in CI. */
export function ciCommands(): CiCommands {
  const found: CiCommands = { scripts: new Set(), tests: new Set() };
  const visitScript = (name: string): void => {
    // npm runs the scripts with these prefixes too, if they exist.
    for (const each of [`pre${name}`, name, `post${name}`]) {
      const text = PACKAGE.scripts[each];
      if (text === undefined || found.scripts.has(each)) continue;
      found.scripts.add(each);
      shellCommands(text).commands.forEach(visit);
    }
  };
  const visit = ({ program, args }: ShellCommand): void => {
    const script = scriptOf(program, args);
    if (script !== undefined) visitScript(script);
    // c8 runs the command behind its name.
    const patterns = program === "c8" ? testsOf(args[0] ?? "", args.slice(1)) : testsOf(program, args);
    for (const file of (patterns ?? []).flatMap(matchingFiles)) found.tests.add(file);
  };
  shellCommands(readFileSync(join(ROOT, ".ci/run"), "utf8")).commands.forEach(visit);
  return found;
}
