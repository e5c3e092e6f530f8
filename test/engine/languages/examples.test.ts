import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { pluginConfig } from "../plugin/pluginTests";
import { exportsInTurn } from "./exportsInTurn";
import { LANGUAGE_PROGRAMS } from "./languagePrograms";
import { languageStack } from "./languageStack";
import type { ProgramStack } from "./programStack";

describe("the examples in other languages, as inline programs of the Automation API", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  after(() => emulator?.close());
  beforeEach(() => emulator.reset());
  afterEach(() => stack?.remove());

  for (const language of Object.keys(LANGUAGE_PROGRAMS) as (keyof typeof LANGUAGE_PROGRAMS)[]) {
    it(`start an export, wait for it, and only then start what depends on the gate, in ${language}`, async () => {
      const config = {
        ...pluginConfig(emulator.url),
        instanceName: { value: "rm-1" },
        pollInterval: { value: "200ms" },
      };
      stack = await languageStack({ language, config });
      await exportsInTurn(emulator, stack);
    });
  }
});
