import assert from "node:assert/strict";
import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type InstalledProject, installProject } from "../support/installedProject";
import { signedCall } from "./signedCall";

const run = promisify(execFile);
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const root = join(__dirname, "..", "..");

const SCENARIO = { tasks: [{ taskId: "dt-a", instanceName: "rm-1", createdIn: -60, running: 3600 }] };

/** A test's use of the export. Each line below an `@ts-expect-error` must be refused. */
const TYPED = `
import { type EmulatedTask, type Fault, readScenario, startEmulator } from "pulumi-alicloud-dbs/emulator";
import type { Emulator, LoggedRequest, Scenario } from "pulumi-alicloud-dbs/emulator";

export async function test(file: string): Promise<readonly LoggedRequest[]> {
  const scenario: Scenario = readScenario(JSON.parse(file));
  const emulator: Emulator = await startEmulator({ scenario, port: 0, now: () => 0 });
  const task: EmulatedTask = { taskId: "dt-a", instanceName: "rm-1", createdIn: -60 };
  const fault: Fault = { action: "CreateDownload", refuse: "DBS.DownloadTask.OssForbid" };
  emulator.addTasks([task]);
  emulator.addFaults([fault]);
  emulator.advance("6h");
  // @ts-expect-error
  emulator.addTasks([{ ...task, outcome: "done" }]);
  // @ts-expect-error
  emulator.addFaults([{ refuse: "DBS.No" }]);
  // @ts-expect-error
  await startEmulator({ clock: 0 });
  await emulator.close();
  return emulator.requests();
}
`;

describe("the emulator in the npm package", function () {
  this.timeout(1_200_000);
  let project: InstalledProject;
  before(async () => {
    project = await installProject("@pulumi/pulumi@3.248.0");
    writeFileSync(join(project.folder, "scenario.json"), JSON.stringify(SCENARIO));
  });
  after(() => project?.remove());

  it("is a command that serves the scenario of a file until Ctrl-C", async () => {
    const command = join(project.folder, "node_modules/.bin/alicloud-dbs-emulator");
    const child = spawn(command, ["--scenario", "scenario.json"], { cwd: project.folder });
    const ended = once(child, "close");
    try {
      const [text] = await once(child.stdout, "data");
      const [url = ""] = /http:\/\/127\.0\.0\.1:\d+/.exec(String(text)) ?? [];
      const { body } = await signedCall(
        url,
        { RegionCode: "cn-hangzhou", InstanceName: "rm-1" },
        { accessKeyId: "test-key", accessKeySecret: "test-secret" },
      );
      assert.equal(body.Data.Content.List[0].DownloadStatus, "running");
    } finally {
      child.kill("SIGINT");
    }
    assert.deepEqual(await ended, [0, null]);
  });

  it("is found by npx, and refuses a bad scenario with the file, the field and its usage", async () => {
    writeFileSync(join(project.folder, "bad.json"), JSON.stringify({ tasks: [{ taskId: "dt-a" }] }));
    const args = ["--offline", "-p", "pulumi-alicloud-dbs", "alicloud-dbs-emulator", "--scenario", "bad.json"];
    await assert.rejects(run("npx", args, { cwd: project.folder }), {
      code: 2,
      stderr:
        /^the scenario can't be read from bad\.json: tasks\[0\] needs instanceName, which must be a text that is not empty\nusage: alicloud-dbs-emulator \[/,
    });
  });

  it("is an export that needs Node.js alone", async () => {
    const output = await project.node(`
      const { readScenario, startEmulator } = require("pulumi-alicloud-dbs/emulator");
      (async () => {
        const emulator = await startEmulator({ scenario: readScenario(${JSON.stringify(SCENARIO)}) });
        emulator.advance("1h");
        const answer = await fetch(emulator.url + "/_admin/requests");
        const files = Object.keys(require.cache).filter((file) => !file.includes("/pulumi-alicloud-dbs/dist/emulator/"));
        console.log(JSON.stringify([answer.status, emulator.taskIds(), files]));
        await emulator.close();
      })();`);
    assert.deepEqual(JSON.parse(output), [200, ["dt-a"], []]);
  });

  it("is an export of ES modules by name", async () => {
    writeFileSync(
      join(project.folder, "named.mjs"),
      'import { readScenario, startEmulator } from "pulumi-alicloud-dbs/emulator";\nconsole.log(typeof readScenario, typeof startEmulator);',
    );
    const { stdout } = await run(process.execPath, ["named.mjs"], { cwd: project.folder });
    assert.equal(stdout, "function function\n");
  });

  it("describes the fields of a scenario where docs/testing.md says", () => {
    const [file = ""] = /dist\/types\/sdk\/emulator\/\S+\.d\.ts/.exec(read(root, "docs/testing.md")) ?? [];
    const types = read(project.folder, "node_modules/pulumi-alicloud-dbs", file);
    assert.match(types, /\/\*\* The tasks that exist at the start\. Default: none\. \*\/\s+tasks\?: /);
  });

  it("is loaded by no other entry of the package", async () => {
    const output = await project.node(`
      for (const entry of ["", "/gate-provider", "/task-provider"]) require("pulumi-alicloud-dbs" + entry);
      require("pulumi-alicloud-dbs").getDownloadTasks({}).catch(({ kind }) => {
        const loaded = Object.keys(require.cache).filter((file) => file.includes("/pulumi-alicloud-dbs/dist/"));
        console.log(JSON.stringify([kind, loaded.length > 3, loaded.filter((file) => file.includes("emulator"))]));
      });`);
    assert.deepEqual(JSON.parse(output), ["arguments", true, []]);
  });

  for (const [module, resolution] of [
    ["commonjs", "node10"],
    ["nodenext", "nodenext"],
  ] as const) {
    it(`is typed with module resolution ${resolution}`, () => {
      writeFileSync(join(project.folder, "typed.ts"), TYPED);
      const compiler = join(root, "node_modules/typescript/bin/tsc");
      const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];
      const types = ["--types", "node", "--typeRoots", join(root, "node_modules/@types")];
      const { stdout, status } = spawnSync(
        process.execPath,
        [compiler, ...strict, ...types, "--module", module, "--moduleResolution", resolution, "typed.ts"],
        { cwd: project.folder, encoding: "utf8" },
      );
      assert.equal(status, 0, stdout);
    });
  }
});
