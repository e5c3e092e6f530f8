import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { READERS_OWN } from "../../docs/readersOwn";
import { snippetsIn } from "../../docs/snippets";
import { writeDocPrograms } from "../../support/docPrograms";
import { type InstalledProject, installProject } from "../../support/installedProject";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";

const KEY_ID = "LTAIinstalledTests";
const SECRET = "S3cr3tOfTheInstalledTests";

const root = join(__dirname, "..", "..", "..");

/** Values in types that programs have at hand. They must be accepted as they are. */
const TYPED = `
import * as dbs from "pulumi-alicloud-dbs";
const args: dbs.GateArgs = { instanceName: "rm-1" };
new dbs.DownloadTasksGate("args", args);
const taskIds: readonly string[] = ["dt-a"];
new dbs.DownloadTasksGate("list", { instanceName: "rm-1", taskIds });
const constant = { instanceName: "rm-1", taskIds: ["dt-a"], failOn: ["failed"], triggers: ["a", 1] } as const;
new dbs.DownloadTasksGate("constant", constant);
const all: dbs.GetDownloadTasksArgs = { instanceName: "rm-1", taskIds };
dbs.getDownloadTasksOutput(all);
dbs.getDownloadTasksOutput({ instanceName: "rm-1", taskIds: ["dt-a"] } as const);
void dbs.waitForDownloadTasks({ instanceName: "rm-1", taskIds: ["dt-a"], failOn: ["failed"] } as const);
`;

describe("the package as installed from npm pack", function () {
  this.timeout(1_200_000);
  let project: InstalledProject;
  let emulator: Emulator;
  before(async () => {
    project = await installProject("@pulumi/pulumi@3.248.0");
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    emulator.addTasks(
      Array.from({ length: 250 }, (_, at) => exportTask(`dt-${at}`, { endsIn: -60, createdAgo: 7200 + at })),
    );
  });
  after(async () => {
    await emulator?.close();
    project?.remove();
  });
  beforeEach(() => emulator.clearRequests());

  /** Runs a program in which the package is imported as `dbs`, and returns the program's result. */
  const run = async (program: string, environment: Record<string, string> = {}) =>
    JSON.parse(
      await project.node(
        `const dbs = require("pulumi-alicloud-dbs"); (async () => { ${program} })().then((value) => console.log(JSON.stringify(value)))`,
        {
          ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
          ALIBABA_CLOUD_REGION: "cn-hangzhou",
          ALIBABA_CLOUD_ACCESS_KEY_ID: KEY_ID,
          ALIBABA_CLOUD_ACCESS_KEY_SECRET: SECRET,
          ...environment,
        },
      ),
    );
  const caught = (call: string) =>
    `return await ${call}.then(() => "no error", ({ kind, message }) => ({ kind, message }))`;

  it("reads 250 tasks with getDownloadTasks, each exactly once, and signs every request", async () => {
    const { ids, totalElements } = await run('return await dbs.getDownloadTasks({ instanceName: "rm-1" })');
    assert.deepEqual(
      ids,
      Array.from({ length: 250 }, (_, at) => `dt-${at}`),
    );
    assert.equal(totalElements, 250);
    const requests = emulator.requests();
    assert.ok(requests.length >= 3);
    assert.deepEqual(
      requests.filter(({ signatureValid }) => signatureValid !== true),
      [],
    );
  });

  for (const [module, resolution] of [
    ["commonjs", "node10"],
    ["nodenext", "nodenext"],
  ] as const) {
    it(`compiles with the programs of README and docs/ and with constant and readonly values in strict mode with module resolution ${resolution}`, () => {
      const folder = join(project.folder, "programs");
      const files = writeDocPrograms(folder, READERS_OWN.typescript).map(({ file }) => file);
      assert.equal(files.length, snippetsIn("typescript").length);
      files.push(join(folder, "typed.ts"));
      writeFileSync(join(folder, "typed.ts"), TYPED);
      const strict = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022"];
      const types = ["--types", "node", "--typeRoots", join(root, "node_modules", "@types")];
      const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
      const where = ["--module", module, "--moduleResolution", resolution];
      const args = [compiler, ...strict, ...types, ...where, "--listFiles", ...files];
      const { stdout, status } = spawnSync(process.execPath, args, { cwd: project.folder, encoding: "utf8" });
      assert.equal(status, 0, stdout);
      const compiled = new Set(stdout.split("\n"));
      assert.deepEqual(
        files.filter((file) => !compiled.has(file)),
        [],
      );
    });
  }

  it("reports each look of waitForDownloadTasks, and returns the tasks", async () => {
    const { summary, ids, looks } = await run(`
      const looks = [];
      const done = await dbs.waitForDownloadTasks({ instanceName: "rm-1" }, { timeout: "10m", onProgress: ({ looks: n }) => looks.push(n) });
      return { ...done, looks }`);
    assert.match(summary, /^dt-0 finished, created \dh( \d+m)? ago$/);
    assert.deepEqual([ids, looks], [["dt-0"], [1]]);
  });

  it("ends waitForDownloadTasks if its signal is aborted", async () => {
    const { kind, message } = await run(`
      const controller = new AbortController();
      const onProgress = () => setTimeout(() => controller.abort(), 50);
      ${caught('dbs.waitForDownloadTasks({ instanceName: "rm-1", taskIds: ["dt-x"] }, { timeout: "10m", signal: controller.signal, onProgress })')}`);
    assert.equal(kind, "cancelled");
    assert.match(message, /cancelled after [\dms ]+\. Last seen: 0 of 1 finished: dt-x not listed yet/);
  });

  it("lets a dozen waits share one signal, without a warning of a leak", async () => {
    const { warnings, kinds } = await run(`
      const warnings = [];
      process.on("warning", ({ name }) => warnings.push(name));
      const controller = new AbortController();
      const options = { timeout: "10m", signal: controller.signal, onProgress: () => setTimeout(() => controller.abort(), 50) };
      const wait = () => dbs.waitForDownloadTasks({ instanceName: "rm-1", taskIds: ["dt-x"] }, options);
      const ends = await Promise.allSettled(Array.from({ length: 12 }, wait));
      return { warnings, kinds: ends.map(({ reason }) => reason.kind) };`);
    assert.deepEqual([warnings, kinds], [[], Array(12).fill("cancelled")]);
  });

  it("reports all problems with the arguments at once, without sending anything", async () => {
    const { kind, message } = await run(caught('dbs.getDownloadTasks({ pageSize: "abc", state: "done" })'));
    assert.equal(kind, "arguments");
    assert.match(message, /^\[arguments\] getDownloadTasks: .*state .*pageSize .*instanceName is missing/);
    assert.equal(emulator.requests().length, 0);
  });

  it("refuses http to any host other than this machine, without sending anything", async () => {
    const { kind, message } = await run(caught('dbs.getDownloadTasks({ instanceName: "rm-1" })'), {
      ALIBABA_CLOUD_ENDPOINT_DBS: "http://dbs.example.com",
    });
    assert.equal(kind, "arguments");
    assert.match(message, /ALIBABA_CLOUD_ENDPOINT_DBS.*http:\/\/dbs\.example\.com.*loopback/);
  });

  it("lists in one error all places where it looked for credentials", async () => {
    const { kind, message } = await run(caught('dbs.getDownloadTasks({ instanceName: "rm-1" })'), {
      ALIBABA_CLOUD_ACCESS_KEY_ID: "",
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "",
      ALIBABA_CLOUD_ECS_METADATA_DISABLED: "true",
      HOME: project.folder,
    });
    assert.equal(kind, "credentials");
    assert.match(message, /stack config alicloud-dbs:\*.*ALICLOUD_ACCESS_KEY.*config\.json/s);
    assert.equal(emulator.requests().length, 0);
  });

  it("reports a refused signature without showing the secret", async () => {
    const { kind, message } = await run(caught('dbs.getDownloadTasks({ instanceName: "rm-1" })'), {
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: "AnotherS3cr3t",
    });
    assert.equal(kind, "credentials");
    assert.match(message, /SignatureDoesNotMatch/);
    assert.doesNotMatch(message, /AnotherS3cr3t|Signature=/);
  });

  it("prints little for a mistake that the program does not catch", async () => {
    const mistake = project.node('require("pulumi-alicloud-dbs").withSignal({}, () => {})');
    const { stderr } = await mistake.then(
      () => assert.fail("no error"),
      (error: { stderr: string }) => error,
    );
    assert.match(stderr, /^DbsError: \[arguments\] withSignal: signal must be an AbortSignal$/m);
    assert.ok(stderr.length < 2000, stderr);
  });

  it("names its sources in the stack of a bug with --enable-source-maps, and its built files without", async () => {
    const bug = `require("pulumi-alicloud-dbs/gate-provider").diff("id", {}, null).catch(({ stack }) => console.log(stack))`;
    const frame = /at Object\.diff \((\S+):(\d+):(\d+)\)$/m;
    const [, built] = frame.exec(await project.node(bug, { NODE_OPTIONS: "" })) ?? [];
    assert.match(built ?? "", /pulumi-alicloud-dbs\/dist\/nodejs\/[\w-]+\.js$/);

    const stack = await project.node(bug, { NODE_OPTIONS: "--enable-source-maps" });
    const [, file = "", line, column] = frame.exec(stack) ?? [];
    assert.match(file, /pulumi-alicloud-dbs\/provider\/dynamic\/recordProvider\.ts$/, stack);
    assert.doesNotMatch(stack, /dist\/nodejs/);
    const text = readFileSync(file, "utf8").split("\n")[Number(line) - 1] ?? "";
    assert.match(text.slice(Number(column) - 1), /^diffInputs\(/, stack);
  });

  it("holds every source of its own that its source maps name", () => {
    const folder = join(project.folder, "node_modules/pulumi-alicloud-dbs/dist/nodejs");
    const sources = readdirSync(folder)
      .filter((file) => file.endsWith(".map"))
      .flatMap((file): string[] => JSON.parse(readFileSync(join(folder, file), "utf8")).sources)
      .filter((source) => !source.includes("node_modules/"));
    assert.ok(sources.length > 150, String(sources.length));
    assert.deepEqual(
      sources.filter((source) => !existsSync(resolve(folder, source))),
      [],
    );
  });
});
