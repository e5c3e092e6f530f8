import assert from "node:assert/strict";
import { join } from "node:path";
import { useGates } from "../gateTests";
import { pluginConfig } from "../plugin/pluginTests";
import { languageStack } from "./languageStack";
import type { ProgramStack } from "./programStack";

const WORKFLOW = join(__dirname, "../../../examples/workflow");
const STARTED = /orders: started dt-started-1/;
const OPENED = /orders-ready: open after .*: dt-started-1 finished/;

// test/engine/plugin/readme.test.ts runs the same program in YAML. words.test.ts compiles the one in Go.
describe("the program that README shows", function () {
  this.timeout(1_800_000);
  const tests = useGates();
  let stack: ProgramStack | undefined;
  afterEach(() => stack?.remove());
  beforeEach(() => tests.emulator.setExportRules({ lives: [{ running: 1 }] }));

  it("starts an export, waits for it and says how it ended, in TypeScript, and sends nothing when it runs again", async () => {
    const program = async () => {
      delete require.cache[require.resolve(WORKFLOW)];
      return require(WORKFLOW) as Record<string, unknown>;
    };
    const { error, output } = await tests.run("up", program);
    assert.equal(error, undefined, output);
    assert.match(output, STARTED);
    assert.match(output, OPENED);
    assert.match(output, /summary: "dt-started-1 finished/);
    const again = await tests.run("up", program);
    assert.deepEqual([again.error, again.requests], [undefined, 0]);
  });

  it("starts an export, waits for it and says how it ended, in Python", async () => {
    const program = join(WORKFLOW, "__main__.py");
    stack = await languageStack({ language: "python", program, config: pluginConfig(tests.emulator.url) });
    const { error, output } = await stack.run("up");
    assert.equal(error, undefined, output);
    assert.match(output, STARTED);
    assert.match(output, OPENED);
    assert.match(String((await stack.outputs()).summary), /^dt-started-1 finished/);
  });
});
