import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { scenarioOf } from "../support/tasks/exportTask";
import { type PipelineWorkspace, pipelineWorkspace } from "./pipelineWorkspace";

const PACK = join(__dirname, "../../examples/policy");

/** Makes the program with which the engine starts policies. Pulumi's official downloads hold one like it. */
function analyzerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "analyzer-"));
  const file = join(folder, "pulumi-analyzer-policy-nodejs");
  const runs = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  writeFileSync(file, `#!/bin/sh\nexec "${process.execPath}" "${runs}" "$@"\n`);
  chmodSync(file, 0o755);
  return folder;
}

/** Returns a program of an export for each target, on an instance of its own. */
function programOf(targets: readonly object[]): string {
  const exported = targets.map((target, at) => {
    const properties = { instanceName: `rm-${at}`, backupSetId: "146005", format: "csv", ...target };
    return [`export-${at}`, { type: "alicloud-dbs:DownloadTask", properties }];
  });
  const plugin = { name: "alicloud-dbs", path: "node_modules/pulumi-alicloud-dbs/dist/plugin" };
  // JSON is YAML.
  return JSON.stringify({
    name: "exports",
    runtime: "yaml",
    plugins: { providers: [plugin] },
    resources: Object.fromEntries(exported),
  });
}

describe("the example policy pack, on the real engine,", function () {
  this.timeout(600_000);
  let emulator: Emulator;
  let workspace: PipelineWorkspace;
  let analyzer: string;
  before(async () => {
    analyzer = analyzerFolder();
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    workspace = await pipelineWorkspace(emulator.url, {}, [analyzer]);
  });
  after(async () => {
    workspace?.remove();
    await emulator?.close();
    rmSync(analyzer, { recursive: true, force: true });
  });

  const up = (targets: object[], options = "") =>
    workspace.run(
      `cat >Pulumi.yaml <<'END'\n${programOf(targets)}\nEND\npulumi up --yes ${options} --stack prod --policy-pack "${PACK}"`,
    );
  const created = () => emulator.requests().filter(({ action }) => action === "CreateDownload").length;

  it("stops an `up` before an export to another bucket or to a link starts", async () => {
    const { code, output } = await up([{ target: { type: "OSS", bucket: "elsewhere", path: "x" } }, {}]);
    assert.notEqual(code, 0, output);
    assert.match(output, /\[mandatory\] +exports-only-to-known-buckets .*: export-0\)/);
    assert.match(output, /\[mandatory\] +no-url-exports-in-production .*: export-1\)/);
    assert.equal(created(), 0);
  });

  it("lets an export to a bucket of the list start", async () => {
    const { code, output } = await up([{ target: { type: "OSS", bucket: "my-exports", path: "x" } }], "--skip-preview");
    assert.equal(code, 0, output);
    assert.equal(created(), 1);
  });
});
