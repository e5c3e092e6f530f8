import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ensurePulumiCli } from "../../engine/cli/pulumiCli";
import { engineEnvironment } from "../../engine/engineEnvironment";
import { pluginFolder } from "../../engine/plugin/pluginFolder";
import { ROOT, SCHEMA } from "./readSchema";

describe("the Pulumi CLI and the schema", function () {
  this.timeout(1_800_000);
  let directory: string;
  let cli: string;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), "schema-cli-"));
    ({ command: cli } = await ensurePulumiCli({ environment: process.env, report: console.log }));
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  const run = (args: string[], environment: Record<string, string> = {}) =>
    promisify(execFile)(cli, args, {
      cwd: directory,
      env: { ...process.env, ...engineEnvironment({ directory, inherited: process.env }), ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });

  it("finds no fault with it in `pulumi schema check`", async () => {
    const { stdout, stderr } = await run(["schema", "check", join(ROOT, "provider/plugin/schema.json")]);
    assert.equal(`${stdout}${stderr}`.trim(), "");
  });

  it("reads the same schema from the plugin in `pulumi package get-schema`", async () => {
    const plugin = join(pluginFolder(), "pulumi-resource-alicloud-dbs");
    const { stdout } = await run(["package", "get-schema", plugin]);
    const { resources, functions, types, config, version } = JSON.parse(stdout);
    assert.deepEqual(
      [resources, functions, types, config.variables, version],
      [SCHEMA.resources, SCHEMA.functions, SCHEMA.types, SCHEMA.config.variables, SCHEMA.version],
    );
  });
});
