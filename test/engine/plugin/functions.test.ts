import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { exportTask } from "../../support/tasks/exportTask";
import { usePlugin } from "./pluginTests";

describe("the functions of the plugin on the real engine", function () {
  this.timeout(600_000);
  const tests = usePlugin();
  const { run, runs } = tests;
  const invoke = (name: string, args: pulumi.Inputs) => pulumi.runtime.invoke(`alicloud-dbs:index:${name}`, args);
  /** A program whose outputs are the result of a function. */
  const calling =
    (name: string, args: pulumi.Inputs): PulumiFn =>
    async () => ({ ...(await invoke(name, args)) });
  const outputs = () => tests.stack.state().resources.find(({ type }) => type === "pulumi:pulumi:Stack")?.outputs ?? {};

  beforeEach(() =>
    tests.emulator.addTasks([
      { ...exportTask("dt-a", { endsIn: -60 }), targetType: "URL" },
      exportTask("dt-b", { endsIn: 60 }),
    ]),
  );

  it("lists the tasks of an instance in the region of the configuration", async () => {
    await runs("up", calling("getDownloadTasks", { instanceName: "rm-1", state: "finished", pageSize: 20 }));
    const { ids, tasks, totalElements, regionCode, orderDirect, state } = outputs();
    assert.deepEqual([ids, totalElements, regionCode], [["dt-a"], 1, "cn-hangzhou"]);
    assert.deepEqual([orderDirect, state], ["desc", "finished"]);
    assert.equal((tasks as { downloadStatus: string }[])[0]?.downloadStatus, "finished");
  });

  it("answers whether the backup sets of an instance can be exported", async () => {
    tests.emulator.setExportRules({ unsupported: ["rm-2"] });
    await runs("up", async () => ({
      one: await invoke("getDownloadSupport", { instanceName: "rm-1" }),
      other: await invoke("getDownloadSupport", { instanceName: "rm-2" }),
    }));
    const { one, other } = outputs() as Record<string, { supported?: boolean }>;
    assert.deepEqual([one?.supported, other?.supported], [true, false]);
  });

  it("gets a link as a secret, and neither asks for it nor returns one in a preview", async () => {
    const program: PulumiFn = async () => ({
      link: pulumi.runtime.invokeOutput("alicloud-dbs:index:getDownloadUrl", { taskId: "dt-a", instanceName: "rm-1" }),
    });
    const preview = await runs("preview", program);
    assert.deepEqual(preview.actions, []);
    const { output, actions } = await runs("up", program);
    assert.deepEqual(actions, ["DescribeDownloadBackupSetStorageInfo"]);
    assert.doesNotMatch(output + tests.stack.stateText(), /https?:\/\/\S*dt-a/);
    assert.match(JSON.stringify(outputs().link), /ciphertext/);
  });

  it("fails with the function's message", async () => {
    const { output } = await run("up", calling("getDownloadTasks", { instanceName: "rm-1", taskIds: ["dt-x"] }));
    assert.match(output, /\[taskNotFound\] DescribeDownloadTask in cn-hangzhou: dt-x is not listed for rm-1/);
    const wrong = await run("up", calling("getDownloadTasks", { instancename: "rm-1" }));
    assert.match(wrong.output, /\[arguments\] getDownloadTasks: instancename is not a known argument/);
  });

  it("refuses a function that does not exist", async () => {
    const { output } = await run("up", calling("getTasks", {}));
    assert.match(
      output,
      /\[arguments\] alicloud-dbs has no function alicloud-dbs:index:getTasks; it has .*getDownloadUrl/,
    );
  });
});
