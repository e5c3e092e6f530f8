import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SCHEMA, WORDS, type Word } from "../plugin/schema/readSchema";

const root = join(__dirname, "..", "..");
const read = (file: string) => readFileSync(join(root, file), "utf8");
const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "CONTRIBUTING.md", "test/emulator/README.md", ...docs.map((name) => `docs/${name}`)];

/** The code on all pages, each block with its page and the language that its fence names. */
const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].map(([, language = "", code = ""]) => ({
    page,
    language,
    code,
  })),
);
const codeIn = (language: string) => blocks.filter((block) => block.language === language);

/** Languages whose blocks other tests compile, run or check. A fence without a language holds what a program printed. */
const TESTED_ELSEWHERE = ["", "ts", "typescript", "python", "go", "csharp", "java", "hcl"];
const PULUMI_DO = ["package", "stateless", "output", "yes", "input", "input-file", "show-secrets", "dry-run"];

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe("the code in README and docs", () => {
  it("is in a language that a test reads", () => {
    const known = new Set([...TESTED_ELSEWHERE, "sh", "yaml", "json"]);
    assert.deepEqual(
      blocks.filter(({ language }) => !known.has(language)),
      [],
    );
  });

  it("is valid for bash where it is shell", () => {
    const shell = codeIn("sh");
    assert.ok(shell.length >= 8, `${shell.length} blocks`);
    for (const { page, code } of shell) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: code, encoding: "utf8" });
      assert.equal(status, 0, `${page}: ${stderr}\n${code}`);
    }
  });

  it("runs only scripts of package.json with npm run", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = pages.flatMap((page) =>
      [...read(page).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name),
    );
    assert.ok(named.length >= 8);
    assert.deepEqual(
      named.filter((name) => scripts[name] === undefined),
      [],
    );
  });

  it("gives the commands of pulumi do only flags that they have", () => {
    const commands = codeIn("sh").flatMap(({ code }) => [
      ...code.matchAll(/^.*(?:pulumi do|dbs) .*alicloud-dbs:(\w+)( create)?( .*)?$/gm),
    ]);
    assert.ok(commands.length >= 6, `${commands.length} commands`);
    for (const [command, word = "", create] of commands) {
      const { inputs } = (WORDS[word] ?? assert.fail(command)) as Word;
      assert.equal(create !== undefined, Object.hasOwn(SCHEMA.resources, `alicloud-dbs:index:${word}`), command);
      const flags = [...command.matchAll(/ --([\w-]+)/g)].map(([, flag = ""]) => flag);
      const allowed = new Set([...PULUMI_DO, ...Object.keys(inputs).map(kebab)]);
      assert.deepEqual(
        flags.filter((flag) => !allowed.has(flag)),
        [],
        command,
      );
    }
  });

  it("gives an export in an input file only inputs that it has", () => {
    const inputs = (WORDS.DownloadTask as Word).inputs;
    const files = blocks.filter(
      ({ language, code }) => ["", "yaml"].includes(language) && /^instanceName\b/m.test(code),
    );
    assert.equal(files.length, 2);
    for (const { page, code } of files) {
      const names = [...code.matchAll(/^(\w+)(?:: | = )/gm)].map(([, name = ""]) => name);
      assert.deepEqual(names, ["instanceName", "backupSetId", "format"], page);
      assert.ok(names.every((name) => Object.hasOwn(inputs, name)));
    }
  });

  it("is valid where it is JSON, and the policy allows the actions that the table of permissions names", () => {
    const values = codeIn("json").map(({ code }) => JSON.parse(code));
    const policy = values.find((value) => value.Statement !== undefined);
    const actions = policy.Statement.flatMap(({ Action }: { Action: string | string[] }) => Action);
    assert.deepEqual(actions, ["dbs:DescribeDownloadTask", "dbs:CreateDownload", "dbs:RetryDownloadTask"]);
    for (const action of actions) {
      assert.match(read("docs/exports.md"), new RegExp(`^\\|.*\`${action}\``, "m"));
      assert.ok(read("README.md").includes(`\`${action}\``), action);
    }
  });
});
