import assert from "node:assert/strict";
import { commandProblems } from "./commandProblems";
import { type PulumiHelp, pulumiHelp } from "./pulumiHelp";
import { INLINE_COMMANDS, PIPELINE_STEPS, pipelineSteps, SHELL_SNIPPETS, type ShellText } from "./shellTexts";

const WRONG: [string, string, RegExp][] = [
  ["a text that the shell can't parse", "if true; then echo a", /syntax error/],
  ["an unknown program", "for i in 1 2; do x=$(alicloud-dbs list); done", /"alicloud-dbs" is not a program/],
  ["an unknown npm script", "npm run demos", /npm has no script "demos"/],
  ["a test that does not exist", "npx mocha 'test/wires/**/*.test.ts'", /test\/wires\/.* matches no file/],
  ["an unknown program of npx", "npx alicloud-dbs-emulators --port 1", /npx finds no program "alicloud-dbs-emulators"/],
  ["a script of a pipeline that does not exist", "pipelines/exit.sh pulumi up", /pipelines\/exit\.sh does not exist/],
  ["a policy pack that does not exist", "pulumi up --policy-pack policy/none", /policy\/none does not exist/],
  ["a file of a clone that does not exist", "pulumi new path/to/clone/examples/none", /examples\/none does not exist/],
  ["a file that does not exist", "npm run emulator -- --scenario test/emulator/none.json", /none\.json does not exist/],
  ["an unknown command of Pulumi", "pulumi ups --yes", /pulumi ups does not exist/],
  ["an unknown subcommand of Pulumi", "pulumi stack inits dev", /pulumi stack inits does not exist/],
  ["an unknown flag of Pulumi", "pulumi up --yess", /pulumi up has no flag --yess/],
  ["an unknown short flag of Pulumi", "pulumi up -z", /pulumi up has no flag -z/],
  ["an unknown key", "pulumi config set alicloud-dbs:regions cn-hangzhou", /alicloud-dbs:regions is not a key/],
  ["an unknown word", "pulumi do alicloud-dbs:getTasks", /unknown function.* "alicloud-dbs:getTasks"/],
  [
    "an unknown operation",
    "pulumi do --output json alicloud-dbs:DownloadTask make",
    /DownloadTask make does not exist/,
  ],
  ["an unknown flag of a word", "pulumi do alicloud-dbs:getDownloadTasks --instance rm-1", /has no flag --instance$/],
];

const RIGHT = `
load() { echo "$1"; }
pulumi up --yes -s dev --refresh | tee up.log || exit 1
pulumi config set --stack dev --secret --path alicloud-dbs:assumeRole.roleArn acs:ram::1234:role/reader
pulumi do --output json alicloud-dbs:getDownloadTasks --instance-name rm-1 --alicloud-dbs:region cn-hangzhou
load "$(npx mocha test/docs/*.test.ts)"
`;

describe("the commands in the documentation", function () {
  this.timeout(600_000);
  let help: PulumiHelp;
  before(async () => {
    help = await pulumiHelp();
  });
  after(() => help?.remove());

  const problemsIn = async (texts: readonly ShellText[]) => {
    const problems: string[] = [];
    for (const { where, text } of texts) {
      for (const problem of await commandProblems(text, help)) problems.push(`${where}: ${problem}`);
    }
    return problems;
  };

  it("in shell snippets use programs, scripts, files, subcommands and flags that exist", async () => {
    assert.ok(SHELL_SNIPPETS.length > 5, `only ${SHELL_SNIPPETS.length} snippets were found`);
    assert.deepEqual(await problemsIn(SHELL_SNIPPETS), []);
  });

  it("in the steps of pipelines use what exists", async () => {
    const code = `build:
  steps:
    - run: npm run demos -- \${{ vars.A }}
  script:
    - pulumi ups
    - exit 0
`;
    assert.deepEqual(await problemsIn(pipelineSteps("p.yml", code)), [
      'p.yml: npm has no script "demos"',
      "p.yml: pulumi ups does not exist",
    ]);
    const files = new Set(PIPELINE_STEPS.map(({ page }) => page));
    assert.equal(files.size, 3, [...files].join());
    assert.deepEqual(await problemsIn(PIPELINE_STEPS), []);
  });

  it("in prose and tables use what exists", async () => {
    assert.ok(INLINE_COMMANDS.some(({ page, text }) => page === "AGENTS.md" && text === "npm run check"));
    assert.deepEqual(await problemsIn(INLINE_COMMANDS), []);
  });

  it("are accepted with flags, functions, pipelines and substitutions", async () => {
    assert.deepEqual(await commandProblems(RIGHT, help), []);
  });

  for (const [what, text, problem] of WRONG) {
    it(`are refused for ${what}`, async () => {
      const problems = await commandProblems(text, help);
      assert.equal(problems.length, 1, problems.join("\n"));
      assert.match(problems[0] ?? "", problem);
    });
  }
});
