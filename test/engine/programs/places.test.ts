import assert from "node:assert/strict";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";
import { KEY_ID, SECRET } from "../gateStack";
import { type ProgramStack, type ProgramStackOptions, programStack } from "./programStack";

/** Name of a component library that a program uses. */
const LIBRARY = "node_modules/component";
const GATE = '"gate", { instanceName: "rm-1", regionCode: "cn-hangzhou" }';
const TASK = '"task", { instanceName: "rm-1", regionCode: "cn-hangzhou", backupSetId: "b-1", format: "csv" }';

describe("a resource in a program that the CLI starts", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let stack: ProgramStack | undefined;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
  });
  beforeEach(() => {
    emulator.reset();
    emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
  });
  afterEach(() => stack?.remove());
  after(() => emulator.close());

  /** Runs `up` on a program, with the emulator as the service. */
  const up = async (options: ProgramStackOptions) => {
    stack = await programStack({
      environment: {
        ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
        ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
        ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
      },
      ...options,
    });
    return await stack.run("up");
  };
  const lines = (output: string, pattern: RegExp) =>
    output
      .slice(output.indexOf("Diagnostics:"))
      .split("\n")
      .filter((line) => pattern.test(line));

  it("as a gate opens beside a gate of a component library with its own copies of this package and of the Pulumi SDK", async () => {
    const { output, failed } = await up({
      libraries: ["", LIBRARY],
      otherSdks: [LIBRARY],
      files: {
        [`${LIBRARY}/index.js`]:
          'exports.dbs = require("pulumi-alicloud-dbs"); exports.pulumi = require("@pulumi/pulumi");',
        [`${LIBRARY}/node_modules/@pulumi/pulumi/index.js`]:
          'module.exports = require("../../pulumi-alicloud-dbs/node_modules/@pulumi/pulumi");',
        "index.js": `
          const component = require("component");
          if (component.pulumi === require("@pulumi/pulumi")) throw new Error("there is only one copy of the SDK");
          new (require("pulumi-alicloud-dbs").DownloadTasksGate)("a", { instanceName: "rm-1", regionCode: "cn-hangzhou" });
          new component.dbs.DownloadTasksGate("b", { instanceName: "rm-1", regionCode: "cn-hangzhou" });`,
      },
    });
    assert.equal(failed, false, output);
    for (const name of ["a", "b"]) assert.match(output, new RegExp(`${name}: open after .*: dt-a finished`));
  });

  const library = ["only a component library depends on this package", 'require("component")'] as const;
  const bundle = ["the program carries a copy elsewhere, as a bundle does", 'require("./bundle")'] as const;
  for (const [name, args, [what, program]] of [
    ["DownloadTasksGate", GATE, library],
    ["DownloadTasksGate", GATE, bundle],
    ["DownloadTask", TASK, library],
    ["DownloadTask", TASK, bundle],
  ] as const) {
    it(`as a ${name} is refused in one sentence if ${what}, so that the provider process can't find it`, async () => {
      const { output, failed } = await up({
        libraries: [LIBRARY],
        files: {
          [`${LIBRARY}/index.js`]: 'module.exports = require("pulumi-alicloud-dbs");',
          "bundle/index.js": `module.exports = require("../${LIBRARY}/node_modules/pulumi-alicloud-dbs");`,
          "index.js": `new (${program}.${name})(${args});`,
        },
      });
      assert.equal(failed, true);
      const told = lines(output, /pulumi-alicloud-dbs|MODULE_NOT_FOUND|Cannot find/);
      assert.equal(told.length, 1, output);
      assert.match(
        told[0] ?? "",
        new RegExp(
          `DbsError: \\[arguments\\] ${name}: .*Add pulumi-alicloud-dbs to the dependencies in the program's package\\.json`,
        ),
      );
      assert.equal(emulator.requests().length, 0);
    });
  }

  it("as a gate opens wherever the provider process finds this package, even if the program changes its folder", async () => {
    const { output, failed } = await up({
      libraries: ["app"],
      files: {
        "Pulumi.yaml": "name: test\nruntime: nodejs\nmain: app\n",
        "app/package.json": JSON.stringify({ name: "app", main: "index.js" }),
        "app/index.js": `const dbs = require("pulumi-alicloud-dbs"); process.chdir("/"); new dbs.DownloadTasksGate(${GATE});`,
      },
    });
    assert.equal(failed, false, output);
    assert.match(output, /gate: open after/);
  });

  it("says once, in words, that there is no region, whatever else needs one", async () => {
    const { output, failed } = await up({
      files: {
        "index.js": `
          const dbs = require("pulumi-alicloud-dbs");
          for (const name of ["a", "b"]) new dbs.DownloadTasksGate(name, { instanceName: "rm-1" });
          exports.ids = dbs.getDownloadTasksOutput({ instanceName: "rm-1" }).ids;`,
      },
    });
    assert.equal(failed, true);
    assert.doesNotMatch(output, /<nil>/);
    assert.equal(lines(output, /regionCode is missing; set it here/).length, 1, output);
    assert.deepEqual(
      lines(output, /^ +at /).filter((line) => /node_modules|node:/.test(line)),
      [],
    );
  });

  it("says once, with the program's own frames, that the profile can't be read", async () => {
    const { output, failed } = await up({
      environment: { ALICLOUD_PROFILE: "nobody", ALICLOUD_SHARED_CREDENTIALS_FILE: "/nowhere" },
      files: {
        "index.js": 'new (require("pulumi-alicloud-dbs").DownloadTasksGate)("gate", { instanceName: "rm-1" });',
      },
    });
    assert.equal(failed, true);
    assert.equal(lines(output, /DbsError: \[credentials\] the credentials file \/nowhere/).length, 1, output);
    assert.deepEqual(
      lines(output, /^ +at /).filter((line) => !line.includes("/program/index.js")),
      [],
    );
  });
});
