import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Metafile } from "esbuild";
import { buildPackage } from "../../provider/build/buildPackage";
import { buildPlugin, UNUSED } from "../../provider/build/buildPlugin";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { runProgram } from "../support/runProgram";

const ROOT = join(__dirname, "../..");

/** The files that are loaded later, or that are the cloud's client. */
const LATER = `Object.keys(require.cache).map((file) => require("node:path").basename(file) + file).filter((file) => /^late-|^signedRequest-|@alicloud/.test(file)).length`;

for (const [what, build] of Object.entries({ "npm package": buildPackage, plugin: buildPlugin })) {
  describe(`the files of the ${what}`, function () {
    this.timeout(600_000);
    const folder = mkdtempSync(join(tmpdir(), "built-"));
    let metafile: Metafile;
    before(async () => {
      metafile = await build(ROOT, folder);
    });
    after(() => rmSync(folder, { recursive: true, force: true }));

    it("hold each module once", () => {
      const modules = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
      assert.ok(modules.length > 150, String(modules.length));
      assert.deepEqual(
        modules.filter((path, at) => modules.indexOf(path) !== at),
        [],
      );
    });

    it("offer in one file everything that is imported later", () => {
      const late = Object.entries(metafile.outputs).filter(([path]) => basename(path).startsWith("late-"));
      assert.equal(late.length, 1);
      const sources = metafile.inputs["late:late"]?.imports ?? [];
      const wanted = sources.flatMap(({ path }) => Object.keys(require(join(ROOT, path)) as object));
      assert.ok(wanted.length > 20, String(wanted.length));
      // Two modules that export the same name would both lose it.
      assert.deepEqual([...(late[0]?.[1].exports ?? [])].sort(), wanted.sort());
    });
  });
}

describe("the modules that stand in for packages in the plugin", function () {
  this.timeout(600_000);

  it("are imported by one package of the cloud's client alone, from which only a conversion of models is used", async () => {
    const folder = mkdtempSync(join(tmpdir(), "built-"));
    try {
      const { inputs } = await buildPlugin(ROOT, folder);
      const importers = (isIt: (path: string) => boolean) =>
        Object.entries(inputs).flatMap(([path, { imports }]) =>
          imports.some((each) => isIt(each.path)) ? [path] : [],
        );
      const within = (path: string) => path.startsWith("node_modules/@darabonba/typescript/");
      const standIns = importers((path) => path.startsWith("empty:"));
      assert.deepEqual(
        standIns.filter((path) => !within(path)),
        ["node_modules/@alicloud/tea-xml/dist/client.js"],
      );
      const users = importers(within).filter((path) => !within(path));
      assert.deepEqual(users, ["node_modules/@alicloud/tea-util/dist/client.js"]);
      const uses = readFileSync(join(ROOT, users[0] ?? ""), "utf8").match(/\$dara\.\w+/g);
      assert.deepEqual([...new Set(uses)], ["$dara.toMap"]);
      const stood = new Set(Object.keys(inputs).flatMap((path) => /^empty:(.*)$/.exec(path)?.[1] ?? []));
      assert.deepEqual([...stood].sort(), UNUSED);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("the built npm package", function () {
  this.timeout(600_000);

  it("loads what a call needs with the first call, not before", async () => {
    const { output } = await runProgram(`
      const { getDownloadTasks } = require("pulumi-alicloud-dbs");
      console.log(${LATER});
      getDownloadTasks({}).catch(({ kind }) => console.log(kind, ${LATER}));`);
    assert.equal(output, "0\narguments 1\n");
  });

  it("loads nothing more for a gate that is open, from the text in its state", async () => {
    const { output } = await runProgram(`
      const module_ = { exports: {} };
      new Function("exports", "require", ${JSON.stringify(GATE_PROVIDER_TEXT)})(module_.exports, require);
      const provider = module_.exports.handler();
      const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "1h" };
      const state = { ...inputs, tasks: [], ids: [], summary: "s", openedAt: "o", __provider: "…" };
      (async () => {
        await provider.configure({ config: { get: () => undefined } });
        await provider.check(inputs, inputs);
        console.log(JSON.stringify([await provider.diff("id", state, inputs), (await provider.read("id", state)).id]));
        console.log(${LATER});
      })()`);
    assert.equal(output, '[{"changes":false,"replaces":[]},"id"]\n0\n');
  });

  it("has one class of errors, whichever entry threw", async () => {
    const { output } = await runProgram(`
      const { DbsError } = require("pulumi-alicloud-dbs");
      const gates = require("pulumi-alicloud-dbs/gate-provider"), tasks = require("pulumi-alicloud-dbs/task-provider");
      (async () => {
        for (const provider of [gates, tasks]) {
          await provider.configure({ config: { get: () => undefined } });
          await provider.create({}).catch((error) => console.log(error instanceof DbsError, error.kind));
        }
      })()`);
    assert.equal(output, "true arguments\ntrue arguments\n");
  });

  it("names its sources in the stack of an error that is a bug of it", async () => {
    const bug = `require("pulumi-alicloud-dbs/gate-provider").diff("id", {}, null).catch(({ stack }) => console.log(stack))`;
    const { output } = await runProgram(bug, { NODE_OPTIONS: "--enable-source-maps" });
    assert.match(output, /^TypeError: /);
    assert.match(output, /\/provider\/(lifecycle|dynamic)\/\w+\.ts:\d+:\d+\)$/m);
    assert.doesNotMatch(output, /dist\/nodejs/);
  });
});
