import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../plugin/schema/readSchema";
import { ciCommands } from "./ciCommands";
import { matchingFiles, scriptOf, testsOf } from "./npmProblems";
import { shellCommands } from "./shellCommands";
import { INLINE_COMMANDS, SHELL_SNIPPETS } from "./shellTexts";

/** The npm scripts in the documentation that CI does not run as they are, each with the test in CI that stands for it. */
const NOT_IN_CI: Record<string, { reason: string; test: string }> = {
  build: { reason: "the set-up and `npm pack` do the same", test: "test/sdk/nodejs/installed.test.ts" },
  "build:plugin": { reason: "`npm run build` builds the same plugin", test: "test/build/package.test.ts" },
  "build:release": { reason: "takes minutes for all platforms", test: "test/release/buildRelease.test.ts" },
  "build:schema": { reason: "writes what is committed already", test: "test/plugin/schema/schema.test.ts" },
  "build:sdks": { reason: "writes what is committed already", test: "test/plugin/schema/generatedSdks.test.ts" },
  emulator: { reason: "runs until Ctrl-C", test: "test/emulator/main.test.ts" },
  pictures: { reason: "writes what is committed already", test: "test/pictures/pictures.test.ts" },
  probe: { reason: "needs the live service", test: "test/probe/probe.test.ts" },
  "test:long": {
    reason: "takes an hour; CI runs the same tests, shorter",
    test: "test/core/listing/readSnapshot.test.ts",
  },
  "test:matrix": {
    reason: "installs two versions of Node.js; CI runs the same tests",
    test: "test/engine/gate.test.ts",
  },
};

/** The npm scripts and the tests that the documentation names, with the places. */
const documented = [...SHELL_SNIPPETS, ...INLINE_COMMANDS].flatMap(({ where, text }) =>
  shellCommands(text).commands.flatMap(({ program, args }) => {
    const script = scriptOf(program, args);
    const tests = testsOf(program, args)?.flatMap(matchingFiles) ?? [];
    return script === undefined && tests.length === 0 ? [] : [{ where, script, tests }];
  }),
);

describe("the commands of the documentation", () => {
  const ci = ciCommands();

  it("stand in CI, or have a test there that stands for them", () => {
    const scripts = documented.flatMap(({ where, script }) => (script === undefined ? [] : [{ where, script }]));
    assert.ok(["test", "check", "demo", "bench"].every((name) => scripts.some(({ script }) => script === name)));
    const missing = scripts.filter(({ script }) => !ci.scripts.has(script) && !(script in NOT_IN_CI));
    assert.deepEqual(missing, []);
  });

  it("name only tests that run in CI", () => {
    const tests = documented.flatMap(({ where, tests: files }) => files.map((file) => ({ where, file })));
    assert.ok(tests.length > 10, `only ${tests.length} tests are named`);
    assert.deepEqual(
      tests.filter(({ file }) => !ci.tests.has(file)),
      [],
    );
  });

  it("have an exception only where one is needed, with a test that runs in CI", () => {
    for (const [script, { reason, test }] of Object.entries(NOT_IN_CI)) {
      assert.ok(
        documented.some((each) => each.script === script),
        `the documentation does not name ${script}`,
      );
      assert.ok(!ci.scripts.has(script) && reason !== "", `CI runs ${script}`);
      assert.ok(existsSync(join(ROOT, test)) && ci.tests.has(test), `${script}: ${test} does not run in CI`);
    }
  });
});
