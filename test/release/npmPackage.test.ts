import assert from "node:assert/strict";
import { join } from "node:path";
import type { Emulator } from "../../sdk/emulator/emulator";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { KEY_ID, SECRET } from "../engine/gateStack";
import { pluginConfig } from "../engine/plugin/pluginTests";
import { yamlStack } from "../engine/yaml/yamlStack";
import { type InstalledProject, installProject } from "../support/installedProject";
import { exportTask, scenarioOf } from "../support/tasks/exportTask";

describe("the plugin in the npm package", function () {
  this.timeout(1_800_000);
  let emulator: Emulator;
  let project: InstalledProject;
  before(async () => {
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId: KEY_ID, accessKeySecret: SECRET }) });
    project = await installProject();
  });
  after(async () => {
    project?.remove();
    await emulator?.close();
  });

  it("is used by a project that names its folder, without an installation", async () => {
    const program = `name: packed
runtime: yaml
plugins:
  providers:
    - name: alicloud-dbs
      path: ${join(project.folder, "node_modules/pulumi-alicloud-dbs/dist/plugin")}
resources:
  ready:
    type: alicloud-dbs:DownloadTasksGate
    properties: { instanceName: rm-1 }
outputs: { summary: "\${ready.summary}" }
`;
    emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const stack = await yamlStack({ program, config: pluginConfig(emulator.url) });
    try {
      const { output, error } = await stack.run("up");
      assert.equal(error, undefined, output);
      assert.match(String((await stack.outputs()).summary), /^dt-a finished/);
    } finally {
      stack.remove();
    }
  });
});
