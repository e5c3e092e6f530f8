import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { EXAMPLES } from "../../../sdk/generate/schema/examples";
import { writeDocPrograms } from "../../support/docPrograms";
import { ROOT } from "./readSchema";
import { generateSdk } from "./sdkGenerator";

const COMPILER = join(ROOT, "node_modules/typescript/bin/tsc");
const TYPES = join(ROOT, "node_modules/@types");

describe("the Node SDK that `pulumi package add` makes of the schema", function () {
  this.timeout(1_200_000);
  let folder: string;
  let sdk: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "node-sdk-"));
    sdk = join(folder, "node_modules/pulumi-alicloud-dbs");
    mkdirSync(join(folder, "node_modules/@pulumi"), { recursive: true });
    symlinkSync(join(ROOT, "node_modules/@pulumi/pulumi"), join(folder, "node_modules/@pulumi/pulumi"));
    await generateSdk("nodejs", sdk);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the compiler of TypeScript and returns what it complained of. */
  function compile(...args: string[]): string {
    return spawnSync(process.execPath, [COMPILER, "--typeRoots", TYPES, "--types", "node", ...args], {
      cwd: folder,
      encoding: "utf8",
    }).stdout;
  }

  it("compiles", () => {
    assert.equal(compile("-p", sdk), "");
    assert.ok(existsSync(join(sdk, "bin/index.js")));
  });

  it("compiles with the programs of README and of three pages of docs, and with the examples of the schema, without a change", () => {
    const programs = writeDocPrograms(join(folder, "docs"), "declare const instanceName: string;\n");
    const shown = programs.filter(({ file }) =>
      /^((README|exports|providers)-\d+|newest|loader)\.ts$/.test(basename(file)),
    );
    assert.ok(shown.length >= 6, `only ${shown.length} programs were found`);
    const words = readdirSync(EXAMPLES).map((word) => {
      const file = join(folder, "words", `${word}.ts`);
      mkdirSync(join(folder, "words"), { recursive: true });
      cpSync(join(EXAMPLES, word, "index.ts"), file);
      return file;
    });
    const strict = ["--noEmit", "--strict", "--noUncheckedIndexedAccess", "--skipLibCheck"];
    const where = ["--target", "es2022", "--module", "commonjs", "--moduleResolution", "node10"];
    assert.equal(compile(...strict, ...where, ...shown.map(({ file }) => file), ...words), "");
  });

  it("refuses what the schema does not allow", () => {
    const file = join(folder, "wrong.ts");
    writeFileSync(
      file,
      `import * as dbs from "pulumi-alicloud-dbs";
new dbs.DownloadTask("no-format", { instanceName: "rm-1" });
new dbs.DownloadTasksGate("unknown-word", { instanceName: "rm-1", require: "some" });
`,
    );
    const where = ["--target", "es2022", "--module", "commonjs", "--moduleResolution", "node10"];
    const complaints = compile("--noEmit", "--strict", "--skipLibCheck", ...where, file);
    assert.match(complaints, /wrong\.ts\(2,.*\n.*'format' is missing/);
    assert.match(complaints, /wrong\.ts\(3,.*"some"/);
  });
});
