import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TASK_STATES } from "../../../provider/core/listing/task";
import { docTable } from "../../plugin/schema/docTables";
import { ROOT, SCHEMA, WORDS } from "../../plugin/schema/readSchema";
import { snippetsIn } from "../snippets";
import { codeTexts } from "./codeTexts";
import { foreignWords } from "./foreignWords";

const PAGES = ["gate", "exports", "troubleshooting", "networks", "pipelines"].map((name) => `docs/${name}.md`);

/** What stands before a message in a text of the engine or in a log. */
const BEFORE: RegExp[] = [
  /^ \+ {2}… (?:\w+ )?[\w-]+ (?:create|creating \(\w+\)|created \(\w+\)) (?:warning: )?(?=[\w-]+: |error: )/,
  /^error: (?=\[|before hook)/,
  /^(?:error: )?before hook "[^"]*" failed: (?=\[)/,
  /^ {4}… [\w-]+ {2}error: … property \w+ value \{\w+\} has a problem: /,
  /^ALICLOUD-DBS \d+: /,
  /^\[[a-zA-Z]+\] ?/,
  /^[\w-]+: /,
];

/** Lines that the engine alone makes. */
const ENGINE = [
  /^\^C received; cancelling\./,
  /^error: the stack is currently locked by/,
  /^warning: Attempting to deploy or update resources with 1 pending operations/,
  /^ {2}\* urn:pulumi:/,
];

/** What the service says in an answer. */
const OF_SERVICE = /HTTP \d+(?: \w+: (?:\w+ )*?\w+(?: \(AuthAction [^)]*\))?(?= \(request id|\.))?/g;

/** Words of a message that its texts leave open. */
const NAMES = [
  ...TASK_STATES,
  ...Object.keys(WORDS),
  ...Object.values(WORDS).flatMap(({ inputs }) => Object.keys(inputs)),
  SCHEMA.name,
  ...docTable("## Errors", "kind").map(({ name }) => name),
  "pulumi-alicloud-dbs",
  // A state that no version knows.
  "archived",
  "look",
  "looks",
  "dbs",
];
const VALUE =
  /^(?:(?:dt|rm|cn)-[\w-]*|\d+(?:\/\d+)?(?:ms|[smhd])?|[0-9A-F]{8}-[0-9A-F-]{27}|R-1|[A-Z_]{3,}|(?:[A-Z][a-z]+){2,}|csv|oss|\/*[\w-]+(?:\/[\w-]+)+)$/;

/** Returns the message of a line, without what stands before it. */
const messageOf = (line: string) => BEFORE.reduce((rest, pattern) => rest.replace(pattern, ""), line);

const TEXTS = codeTexts();

/** Returns the words of a message that neither the code nor a value explains. */
function strangeWords(line: string): string[] {
  const words = foreignWords(messageOf(line).replace(OF_SERVICE, "…"), TEXTS);
  return words.filter((word) => !VALUE.test(word) && !NAMES.includes(word));
}

/** The messages on the pages: lines of the snippets, and code in the text that begins with a kind or as a row does. */
function messages(): { where: string; line: string }[] {
  const lines = snippetsIn("text")
    .filter(({ page }) => PAGES.includes(page))
    .flatMap(({ page, line: first, code }) =>
      code.split("\n").map((line, at) => ({ where: `${page}:${first + at}`, line })),
    )
    .filter(({ line }) => line !== "" && !ENGINE.some((pattern) => pattern.test(line)));
  const quoted = PAGES.flatMap((page) =>
    readFileSync(join(ROOT, page), "utf8")
      .replace(/^```.*?^```/gms, (code) => code.replace(/[^\n]/g, ""))
      .split("\n")
      .flatMap((text, at) =>
        [...text.matchAll(/`((?:\[[a-zA-Z]+\]|would|not known) [^`]+)`/g)].map(([, line = ""]) => ({
          where: `${page}:${at + 1}`,
          line,
        })),
      ),
  );
  return [...lines, ...quoted];
}

describe("the messages in the documentation", () => {
  it("have only texts that the code has", () => {
    const all = messages();
    assert.ok(all.length > 35, `only ${all.length} messages were found`);
    const strange = all.map(({ where, line }) => ({ where, words: strangeWords(line).join(" ") }));
    assert.deepEqual(
      strange.filter(({ words }) => words !== ""),
      [],
    );
  });

  it("are refused if a word of them is another one", () => {
    const right =
      "[timeout] gate: download tasks of rm-1 in cn-hangzhou were not ready after 3s (15 looks). Last seen: dt-a failed";
    assert.deepEqual(strangeWords(right), []);
    assert.deepEqual(strangeWords(right.replace("not ready", "not finished yet")), ["were", "not", "yet"]);
    assert.deepEqual(strangeWords(right.replace("Last seen", "Last look")), ["Last"]);
    assert.deepEqual(strangeWords("[conflict] … was not begun by this run"), ["begun", "by", "this", "run"]);
  });
});
