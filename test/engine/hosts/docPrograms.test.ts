import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { writeDocPrograms } from "../../support/docPrograms";
import { Marker } from "../marker";
import { usePlugin } from "../plugin/pluginTests";

const root = join(__dirname, "..", "..", "..");
const TARGET = "urn:pulumi:test::test::pulumi-nodejs:dynamic/test:Marker::other";

describe("the programs of README and docs with an explicit provider, on the real engine", function () {
  this.timeout(300_000);
  const tests = usePlugin();

  it("do not fail in a run that leaves their resources out", async () => {
    const folder = join(tests.stack.directory, "docs");
    const modules = join(folder, "node_modules");
    mkdirSync(modules, { recursive: true });
    symlinkSync(root, join(modules, "pulumi-alicloud-dbs"));
    symlinkSync(join(root, "node_modules", "@pulumi"), join(modules, "@pulumi"));
    const programs = writeDocPrograms(folder, 'const instanceName = "rm-1";\n').filter(({ code }) =>
      code.includes("new dbs.Provider("),
    );
    assert.ok(programs.length >= 2, `${programs.length} programs`);
    for (const { file } of programs) {
      const { fragment } = require(file) as { fragment: () => Promise<void> };
      const { output, actions, error } = await tests.run(
        "up",
        async () => {
          new Marker("other", {});
          await fragment();
        },
        { target: [TARGET] },
      );
      assert.deepEqual([error, actions], [undefined, []], `${basename(file)}\n${output}`);
      assert.deepEqual(
        tests.stack.state().resources.filter(({ type }) => /:Download/.test(type)),
        [],
      );
      tests.stack.forget();
    }
  });
});
