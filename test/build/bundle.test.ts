import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Metafile } from "esbuild";
import { bundle } from "../../provider/build/bundle";

/** Two entries that share two modules. Each module imports another one later. */
const MODULES = {
  "provider/first.ts": `export { once } from "./shared/once"; export { twice } from "./shared/twice";`,
  "provider/second.ts": `export { once } from "./shared/once";`,
  "provider/third.ts": `export { twice } from "./shared/twice"; export const wait = () => import("./later/wait");`,
  "provider/shared/once.ts": `export const once = () => import("../later/look");`,
  "provider/shared/twice.ts": `export const twice = "twice";`,
  "provider/later/look.ts": `export const look = "look";`,
  "provider/later/wait.ts": `export const wait = "wait";`,
};

describe("a bundle", () => {
  let root: string;
  const output = () => join(root, "out");

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "bundle-"));
    for (const folder of ["provider/shared", "provider/later"]) mkdirSync(join(root, folder), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const nameOf = (path: string) => basename(path).replace(/-[A-Z0-9]{8}\.js$/, ".js");

  async function make(changed: Partial<Record<keyof typeof MODULES, string>> = {}): Promise<Metafile> {
    for (const [path, text] of Object.entries({ ...MODULES, ...changed })) writeFileSync(join(root, path), text);
    const entries = Object.fromEntries(["first", "second", "third"].map((name) => [name, `provider/${name}.ts`]));
    return await bundle({ root, entries, output: output(), external: [], slow: [], sourceMaps: false });
  }

  it("has one file for what entries share, and one for what is imported later", async () => {
    await make();
    const files = readdirSync(output()).map(nameOf);
    assert.deepEqual(files, ["first.js", "late-provider.js", "second.js", "shared-provider.js", "third.js"]);
    const { once, twice } = require(join(output(), "first.js"));
    assert.equal(twice, "twice");
    assert.equal((await once()).look, "look");
  });

  it("comes with a list of what each written file holds and imports, and when", async () => {
    const { outputs } = await make();
    assert.deepEqual(
      Object.keys(outputs)
        .map((file) => basename(file))
        .sort(),
      readdirSync(output()),
    );
    const imported = Object.values(outputs).flatMap(({ imports }) => imports.map(({ path }) => path));
    assert.deepEqual(
      imported.filter((path) => outputs[path] === undefined),
      [],
    );
    const contents = Object.entries(outputs).map(([file, { inputs, imports }]) => {
      const modules = Object.keys(inputs).filter((path) => path.startsWith("provider/"));
      return [nameOf(file), modules.sort(), [...new Set(imports.map(({ kind, path }) => `${kind} ${nameOf(path)}`))]];
    });
    assert.deepEqual(contents.sort(), [
      ["first.js", ["provider/first.ts"], ["import-statement shared-provider.js"]],
      ["late-provider.js", ["provider/later/look.ts", "provider/later/wait.ts"], []],
      ["second.js", ["provider/second.ts"], ["import-statement shared-provider.js"]],
      [
        "shared-provider.js",
        ["provider/shared/once.ts", "provider/shared/twice.ts"],
        ["dynamic-import late-provider.js"],
      ],
      ["third.js", ["provider/third.ts"], ["import-statement shared-provider.js", "dynamic-import late-provider.js"]],
    ]);
  });

  it("is refused if two modules that are imported later export the same name", async () => {
    const changed = { "provider/later/wait.ts": `export const look = "wait";` };
    await assert.rejects(make(changed), /^Error: modules in late-provider export the same name: look$/);
  });

  it("is refused if two modules that entries share export the same name", async () => {
    const changed = {
      "provider/shared/twice.ts": `export const once = "once more";`,
      "provider/first.ts": `export { once } from "./shared/once"; export { once as twice } from "./shared/twice";`,
      "provider/third.ts": `export { once as twice } from "./shared/twice";`,
    };
    await assert.rejects(make(changed), /^Error: modules in shared-provider\.js export the same name: once$/);
  });
});
