import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { isMarkedSecret, markSecret, UNKNOWN } from "../../provider/core/pulumiMarks";
import { useEmulator } from "../emulator/useEmulator";
import { closeAfterEach } from "../support/closeAfterEach";
import { type PluginEngine, startPluginEngine, structOf, urnOf } from "../support/plugin/pluginEngine";
import { exportTask } from "../support/tasks/exportTask";

describe("the answers of the plugin", () => {
  const emulated = useEmulator();
  const closing = closeAfterEach();
  let engine: PluginEngine;
  beforeEach(async () => {
    emulated.now = Date.now();
    emulated.emulator.reset();
    engine = await closing(startPluginEngine());
    const { url } = emulated.emulator;
    await engine.configure({ region: "cn-hangzhou", accessKey: "key", secretKey: "secret", endpoint: url });
  });

  /** Calls a function, and returns its result. */
  const invoke = async (name: string, args: object) => {
    const request = new messages.InvokeRequest().setTok(`alicloud-dbs:index:${name}`).setArgs(structOf(args));
    return (await engine.call(engine.client.invoke, request)).getReturn()?.toJavaScript() ?? {};
  };

  it("mark both links to an export as secret, and nothing else", async () => {
    emulated.emulator.addTasks([{ ...exportTask("dt-a", { endsIn: -60 }), targetType: "URL" }]);
    const result = await invoke("getDownloadUrl", { taskId: "dt-a", instanceName: "rm-1" });
    const secret = Object.entries(result).flatMap(([name, value]) =>
      typeof value === "object" && value !== null && isMarkedSecret(value as Record<string, unknown>) ? [name] : [],
    );
    assert.deepEqual(secret.sort(), ["privateUrl", "publicUrl"]);
  });

  it("mark outputs that repeat an input as secret when an update makes the input secret", async () => {
    const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "1h" };
    const outputs = { tasks: [], ids: ["dt-a"], summary: "dt-a finished", openedAt: "2026-01-01T00:00:00.000Z" };
    const request = new messages.UpdateRequest()
      .setUrn(urnOf("gate", "DownloadTasksGate"))
      .setOlds(structOf({ ...inputs, ...outputs }))
      .setNews(structOf({ ...inputs, instanceName: markSecret("rm-1") }));
    const { ids, summary, openedAt, timeout } =
      (await engine.call(engine.client.update, request)).getProperties()?.toJavaScript() ?? {};
    assert.deepEqual(
      [ids, summary, openedAt, timeout],
      [markSecret(outputs.ids), markSecret(outputs.summary), outputs.openedAt, "1h"],
    );
  });

  it("refuse a function's argument that is not known yet, by its name and before anything is sent", async () => {
    await assert.rejects(
      invoke("getDownloadTasks", { instanceName: UNKNOWN }),
      /getDownloadTasks: instanceName must be known/,
    );
    assert.equal(emulated.emulator.requests().length, 0);
  });
});
