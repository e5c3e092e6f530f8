import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, isAbsolute, join } from "node:path";
import type { Metafile } from "esbuild";
import { buildEmulator } from "../../provider/build/buildEmulator";
import { buildPackage } from "../../provider/build/buildPackage";
import { buildPlugin, UNUSED } from "../../provider/build/buildPlugin";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { runProgram } from "../support/runProgram";

const ROOT = join(__dirname, "../..");

/** Packages that no entry may load before it is called. */
const LATE_PACKAGE = /^(zod|@alicloud\/.*|https-proxy-agent|ini)$/;

/** What a build wrote. The files that it lists are those of `folder`. */
interface Built {
  folder: string;
  metafile: Metafile;
}

function useBuild(build: (root: string, folder: string) => Promise<Metafile>): Built {
  const built = {} as Built;
  before(async () => {
    built.folder = mkdtempSync(join(tmpdir(), "built-"));
    built.metafile = await build(ROOT, built.folder);
  });
  after(() => rmSync(built.folder, { recursive: true, force: true }));
  return built;
}

/** Returns the packages whose code, or which themselves, are loaded with a file of a build. */
function packagesLoadedWith({ outputs }: Metafile, file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  const output = outputs[file];
  if (seen.has(file) || output === undefined) return packages;
  seen.add(file);
  const nameOf = (path: string) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1];
  for (const path of Object.keys(output.inputs)) packages.add(nameOf(path) ?? "");
  for (const { kind, path, external } of output.imports) {
    if (kind !== "import-statement") continue;
    if (external === true) packages.add(path);
    else for (const name of packagesLoadedWith({ outputs } as Metafile, path, seen)) packages.add(name);
  }
  return packages;
}

for (const [what, build] of Object.entries({ "npm package": buildPackage, plugin: buildPlugin })) {
  describe(`the files of the ${what}`, function () {
    this.timeout(600_000);
    const built = useBuild(build);

    it("hold each module once", () => {
      const modules = Object.values(built.metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
      assert.ok(modules.length > 150, String(modules.length));
      assert.deepEqual(
        modules.filter((path, at) => modules.indexOf(path) !== at),
        [],
      );
    });

    it("load neither zod nor the cloud's client with an entry", () => {
      const entries = Object.keys(built.metafile.outputs).filter((file) =>
        /^(index|(gate|task)-provider|plugin)\.js$/.test(basename(file)),
      );
      assert.equal(entries.length, what === "plugin" ? 1 : 3);
      for (const entry of entries) {
        const packages = [...packagesLoadedWith(built.metafile, entry)];
        assert.deepEqual(
          packages.filter((name) => LATE_PACKAGE.test(name) || (what === "plugin" && name === "@grpc/grpc-js")),
          [],
          entry,
        );
      }
      const all = Object.keys(built.metafile.outputs).flatMap((file) => [...packagesLoadedWith(built.metafile, file)]);
      for (const name of ["zod", "@alicloud/openapi-client"]) assert.ok(all.includes(name), name);
    });

    it("name no path of the machine in their source maps", () => {
      const maps = readdirSync(built.folder).filter((file) => file.endsWith(".map"));
      assert.equal(maps.length > 0, what !== "plugin");
      const sources = maps.flatMap((file) => JSON.parse(readFileSync(join(built.folder, file), "utf8")).sources);
      assert.deepEqual(
        sources.filter((path) => isAbsolute(path)),
        [],
      );
    });
  });
}

describe("the scripts of the npm package, the emulator and the plugin", function () {
  this.timeout(600_000);
  const bundles = [buildPackage, buildEmulator, buildPlugin].map(useBuild);

  it("have no line above 1,000 characters, because Node.js prints the whole line of an uncaught error", () => {
    for (const { folder } of bundles) {
      const lengths = readdirSync(folder)
        .filter((file) => file.endsWith(".js"))
        .flatMap((file) => readFileSync(join(folder, file), "utf8").split("\n"))
        .map((line) => line.length);
      assert.ok(lengths.length > 100, `${folder} has ${lengths.length} lines`);
      assert.deepEqual(
        lengths.filter((length) => length > 1_000),
        [],
      );
    }
  });
});

describe("the modules that stand in for packages in the plugin", function () {
  this.timeout(600_000);
  const built = useBuild(buildPlugin);

  it("are imported by two packages of the cloud's client alone, of which little is used", () => {
    const { inputs } = built.metafile;
    const importers = (isIt: (path: string) => boolean) =>
      Object.entries(inputs).flatMap(([path, { imports }]) => (imports.some((each) => isIt(each.path)) ? [path] : []));
    const within = (path: string) => path.startsWith("node_modules/@darabonba/typescript/");
    const xml = "node_modules/@alicloud/tea-xml/dist/client.js";
    const standIns = importers((path) => path.startsWith("empty:")).filter((path) => !within(path));
    assert.deepEqual(standIns, [xml]);
    const client = "node_modules/@alicloud/openapi-client/dist/client.js";
    assert.deepEqual(
      importers((path) => path === xml),
      [client],
    );
    // It is used for answers in XML alone, and the client's own calls are never used.
    assert.equal(
      readFileSync(join(ROOT, client), "utf8")
        .match(/tea_xml_1\.default\.\w+/g)
        ?.join(),
      "tea_xml_1.default.parseXml",
    );
    const users = importers(within).filter((path) => !within(path));
    assert.deepEqual(users, ["node_modules/@alicloud/tea-util/dist/client.js"]);
    const uses = readFileSync(join(ROOT, users[0] ?? ""), "utf8").match(/\$dara\.\w+/g);
    assert.deepEqual([...new Set(uses)], ["$dara.toMap"]);
    const stood = new Set(Object.keys(inputs).flatMap((path) => /^empty:(.*)$/.exec(path)?.[1] ?? []));
    assert.deepEqual([...stood].sort(), UNUSED);
  });
});

describe("the built npm package", function () {
  this.timeout(600_000);

  it("loads what a call needs with the first call, not before", async () => {
    const late = `Object.keys(require.cache).filter((file) => /nodejs.late-|signedRequest-|@alicloud/.test(file)).length`;
    const { output } = await runProgram(`
      const { getDownloadTasks } = require("pulumi-alicloud-dbs");
      console.log(${late});
      getDownloadTasks({}).catch(({ kind }) => console.log(kind, ${late}));`);
    assert.equal(output, "0\narguments 1\n");
  });

  it("loads nothing more in the dynamic host for a gate that is open, and no Pulumi SDK for a new one", async () => {
    const loaded = `["nodejs.late-", "@pulumi"].map((each) => Object.keys(require.cache).some((file) => new RegExp(each).test(file)))`;
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
        console.log(JSON.stringify(${loaded}));
        await provider.check({}, inputs);
        console.log(JSON.stringify(${loaded}));
      })()`);
    assert.equal(output, '[{"changes":false,"replaces":[]},"id"]\n[false,false]\n[true,false]\n');
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
});
