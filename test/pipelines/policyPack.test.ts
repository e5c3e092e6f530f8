import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../emulator/emulator";
import { startEmulator } from "../emulator/startEmulator";
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

const program = (target: string) => `cat >Pulumi.yaml <<'END'
name: exports
runtime: yaml
plugins: { providers: [{ name: alicloud-dbs, path: node_modules/pulumi-alicloud-dbs/dist/plugin }] }
config: { instanceName: { type: string } }
resources:
  orders:
    type: alicloud-dbs:DownloadTask
    properties: { instanceName: "\${instanceName}", backupSetId: "146005", format: csv${target} }
END
`;

describe("the example policy pack, on the real engine,", function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let workspace: PipelineWorkspace;
  let analyzer: string;
  before(async () => {
    analyzer = analyzerFolder();
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    workspace = await pipelineWorkspace(emulator.url, [analyzer]);
  });
  after(async () => {
    workspace?.remove();
    await emulator?.close();
    rmSync(analyzer, { recursive: true, force: true });
  });

  const up = (target: string) =>
    workspace.run(`${program(target)}pulumi up --yes --skip-preview --stack prod --policy-pack "${PACK}"`);
  const created = () => emulator.requests().filter(({ action }) => action === "CreateDownload").length;

  it("stops an `up` before an export to another bucket or to a link starts", async () => {
    const elsewhere = await up(", target: { type: OSS, bucket: elsewhere, path: x }");
    assert.notEqual(elsewhere.code, 0, elsewhere.output);
    assert.match(elsewhere.output, /\[mandatory\] +exports-only-to-known-buckets/);
    const link = await up("");
    assert.notEqual(link.code, 0, link.output);
    assert.match(link.output, /\[mandatory\] +no-url-exports-in-production/);
    assert.equal(created(), 0);
  });

  it("lets an export to a bucket of the list start", async () => {
    const { code, output } = await up(", target: { type: OSS, bucket: my-exports, path: x }");
    assert.equal(code, 0, output);
    assert.equal(created(), 1);
  });
});
