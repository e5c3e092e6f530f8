import assert from "node:assert/strict";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { markSecret, UNKNOWN } from "../../provider/core/pulumiMarks";
import { IMPORTED } from "../../provider/lifecycle/imported";
import { useEmulator } from "../emulator/useEmulator";
import { closeAfterEach } from "../support/closeAfterEach";
import { type PluginEngine, startPluginEngine, structOf, urnOf } from "../support/plugin/pluginEngine";
import { exportTask } from "../support/tasks/exportTask";

const GATE = urnOf("gate", "DownloadTasksGate");
const TASK = urnOf("orders", "DownloadTask");
const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;

describe("the resources of the plugin", () => {
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

  const create = (urn: string, properties: object, { preview = false, timeout = 0 } = {}) =>
    engine.call(
      engine.client.create,
      new messages.CreateRequest()
        .setUrn(urn)
        .setProperties(structOf({ regionCode: "cn-hangzhou", ...properties }))
        .setPreview(preview)
        .setTimeout(timeout),
    );
  const check = async (urn: string, news: object, olds: object = {}) => {
    const request = new messages.CheckRequest().setUrn(urn).setNews(structOf(news)).setOlds(structOf(olds));
    const answer = await engine.call(engine.client.check, request);
    const failures = answer.getFailuresList().map((failure) => [failure.getProperty(), failure.getReason()]);
    return { failures, inputs: answer.getInputs()?.toJavaScript() ?? {} };
  };
  const diff = async (urn: string, oldInputs: object, news: object) => {
    const request = new messages.DiffRequest().setUrn(urn).setOlds(structOf({})).setNews(structOf(news));
    const answer = await engine.call(engine.client.diff, request.setOldInputs(structOf(oldInputs)));
    assert.deepEqual(answer.getDiffsList().slice(0, answer.getReplacesList().length), answer.getReplacesList());
    return [answer.getChanges(), answer.getDiffsList(), answer.getReplacesList()];
  };

  it("are answered only when their last line has reached the engine, which would drop it afterwards", async () => {
    emulated.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const confirm = engine.hold(/open after/);
    let isAnswered = false;
    const opening = create(GATE, { instanceName: "rm-1" }).then(() => {
      isAnswered = true;
    });
    await engine.logged(/open after/);
    for (let at = 0; at < 5; at++) await engine.call(engine.client.getPluginInfo, new Empty());
    assert.equal(isAnswered, false);
    confirm();
    await opening;
  });

  it("write progress that a later line replaces, and lines that stay, into their rows", async () => {
    emulated.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const opening = create(GATE, { instanceName: "rm-1", pollInterval: "50ms" });
    await engine.logged(/^gate: 0 of 1 finished: dt-a \d\/10 tables/);
    emulated.emulator.addTasks([exportTask("dt-b", { endsIn: 1800, createdAgo: 60 })]);
    await engine.logged(/dt-b/);
    emulated.emulator.addTasks(["dt-a", "dt-b"].map((id) => exportTask(id, { endsIn: -1, createdAgo: 60 })));
    const response = await opening;
    const shown = engine.lines.map(({ urn, ephemeral, severity }) => [urn, ephemeral, severity]);
    assert.deepEqual(shown[0], [GATE, false, "info"]);
    assert.deepEqual(shown[1], [GATE, true, "info"]);
    assert.deepEqual(shown.at(-1), [GATE, false, "info"]);
    assert.match(engine.lines.at(-1)?.text ?? "", /^gate: open after .*: dt-\w finished/);
    assert.match(response.getId(), /^[0-9a-f-]{36}$/);
  });

  it("end all waits at Cancel, and a new run waits again", async () => {
    emulated.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const waits = [GATE, urnOf("other", "DownloadTasksGate")].map((urn) => create(urn, { instanceName: "rm-1" }));
    const ends = waits.map((wait) => assert.rejects(wait, /\[cancelled\] (gate|other): .* cancelled after /));
    await engine.logged(/^gate: 0 of 1/);
    await engine.logged(/^other: 0 of 1/);
    await engine.call(engine.client.cancel, new Empty());
    await Promise.all(ends);
    await engine.call(engine.client.handshake, new messages.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1"));
    await assert.rejects(create(GATE, { instanceName: "rm-1" }, { timeout: 0.2 }), /\[timeout\]/);
  });

  it("have unknown outputs in a preview, and no id", async () => {
    emulated.emulator.addTasks([exportTask("dt-a", { endsIn: -60 })]);
    const gate = await create(GATE, { instanceName: "rm-1", taskIds: [markSecret("dt-a")] }, { preview: true });
    const secret = markSecret(UNKNOWN);
    const { tasks, ids, summary, openedAt, taskIds } = gate.getProperties()?.toJavaScript() ?? {};
    assert.deepEqual([gate.getId(), tasks, ids, summary, openedAt], ["", secret, secret, secret, UNKNOWN]);
    assert.deepEqual(taskIds, [markSecret("dt-a")]);
    const task = await create(TASK, { instanceName: "rm-1", backupSetId: "b-1", format: "csv" }, { preview: true });
    const { taskId, gmtCreate, adopted } = task.getProperties()?.toJavaScript() ?? {};
    assert.deepEqual([taskId, gmtCreate, adopted], [UNKNOWN, UNKNOWN, UNKNOWN]);
    assert.match(engine.lines.map(({ text }) => text).join("\n"), /^gate: would open now: \[secret\] finished/);
  });

  it("name no secret input in an error, and the kind first", async () => {
    const properties = { instanceName: markSecret("rm-hidden"), timeout: "0" };
    await assert.rejects(create(GATE, properties), (error: Error) => {
      assert.match(error.message, /UNKNOWN: \[timeout\] gate: .*\[secret\] in cn-hangzhou/);
      assert.doesNotMatch(error.message, /rm-hidden/);
      return true;
    });
    const { failures } = await check(GATE, { ...properties, require: markSecret("rm-hidden") });
    assert.equal(failures.length, 1);
    assert.doesNotMatch(String(failures), /rm-hidden/);
  });

  it("get a region, which is not known as long as the datasourceId that tells it is not", async () => {
    const late = await check(GATE, { datasourceId: UNKNOWN });
    assert.deepEqual([late.failures, late.inputs.regionCode], [[], UNKNOWN]);
    const told = await check(GATE, { datasourceId: "ds-rm-1_cn-beijing" });
    assert.deepEqual([told.failures, told.inputs.regionCode], [[], "cn-beijing"]);
    const own = await check(GATE, { instanceName: "rm-1", regionCode: null });
    assert.deepEqual([own.failures, own.inputs.regionCode], [[], "cn-hangzhou"]);
  });

  it("keep the spelling and the secrets of what the program gave, and get every other default", async () => {
    const given = { instanceName: markSecret("rm-1"), taskIds: ["dt-a"], pollInterval: "1m", minTasks: null };
    const { inputs, failures } = await check(GATE, given);
    assert.deepEqual(failures, []);
    assert.deepEqual(inputs, {
      regionCode: "cn-hangzhou",
      instanceName: markSecret("rm-1"),
      taskIds: ["dt-a"],
      require: "all",
      pollInterval: "1m",
      minTasks: 1,
      failOn: ["failed", "expired"],
      notFoundTimeout: "5m",
      taskRetries: 0,
    });
    assert.deepEqual((await check(GATE, given, inputs)).inputs, inputs);
  });

  it("report failures under the names of the inputs", async () => {
    const { failures } = await check(TASK, { instanceName: "rm-1", backupSetId: "b 1", format: "csv", target: {} });
    assert.deepEqual(
      failures.map(([property]) => property),
      ["backupSetId", ""],
    );
    assert.match(String(failures[1]), /target\.type is missing/);
  });

  it("compare canonical forms, and ignore what the dynamic host added", async () => {
    const { inputs } = await check(TASK, { instanceName: "rm-1", backupSetId: "b-1", format: "csv" });
    const dynamic = {
      regionCode: "cn-hangzhou",
      instanceName: "rm-1",
      backupSetId: "b-1",
      format: "CSV",
      __provider: "…",
    };
    assert.deepEqual(await diff(TASK, dynamic, inputs), [DIFF_NONE, [], []]);
    const news = { ...inputs, network: "vpc", clusterName: "c", useZstd: true };
    // What only tells how to reach the service is named for replaceOnChanges, if the record has it.
    assert.deepEqual(await diff(TASK, { ...dynamic, network: "public" }, { ...inputs, network: "vpc" }), [
      DIFF_SOME,
      ["network"],
      [],
    ]);
    assert.deepEqual(await diff(TASK, dynamic, news), [
      DIFF_SOME,
      ["clusterName", "useZstd"],
      ["clusterName", "useZstd"],
    ]);
  });

  it("take over what an import did not see, for which nothing is replaced", async () => {
    const recorded = { regionCode: "cn-hangzhou", instanceName: "rm-1", format: "csv", target: { type: "OSS" } };
    const seen = { ...recorded, backupSetId: "b-1", [IMPORTED]: true };
    assert.deepEqual((await check(TASK, seen, seen)).inputs, seen, "an import gets no default");
    const target = { type: "OSS", bucket: "exports", path: "a" };
    const full = { ...recorded, backupSetId: "b-1", target, useZstd: true, triggers: [1], adopt: "never" };
    assert.deepEqual(await diff(TASK, seen, full), [DIFF_NONE, [], []]);
    assert.deepEqual(await diff(TASK, seen, { ...full, backupSetId: "b-2" }), [
      DIFF_SOME,
      ["backupSetId"],
      ["backupSetId"],
    ]);
    const moment = { ...recorded, pointInTime: "2026-11-01T00:00:00.000Z", [IMPORTED]: true };
    const { backupSetId: _, ...other } = full;
    assert.deepEqual(await diff(TASK, moment, { ...other, pointInTime: "2026-11-01T08:00:00.250+08:00" }), [
      DIFF_NONE,
      [],
      [],
    ]);
    const both = ["backupSetId", "pointInTime"];
    assert.deepEqual(await diff(TASK, moment, full), [DIFF_SOME, both, both]);
  });

  it("are records: read returns them, update carries the outputs over, and delete of a gate says nothing", async () => {
    const { client, call } = engine;
    const state = {
      instanceName: "rm-1",
      tasks: [{ taskId: "dt-a" }],
      ids: ["dt-a"],
      summary: markSecret("s"),
      openedAt: "t",
    };
    const inputs = { instanceName: markSecret("rm-1"), __provider: "…" };
    const request = new messages.ReadRequest().setId("an id").setUrn(GATE).setProperties(structOf(state));
    const read = await call(client.read, request.setInputs(structOf(inputs)));
    assert.deepEqual(
      [read.getId(), read.getProperties()?.toJavaScript(), read.getInputs()?.toJavaScript()],
      ["an id", state, inputs],
    );
    const update = new messages.UpdateRequest()
      .setId("an id")
      .setUrn(GATE)
      .setOlds(structOf({ ...state, __provider: "…" }));
    const updated = await call(client.update, update.setNews(structOf({ instanceName: "rm-2", timeout: 1 })));
    assert.deepEqual(updated.getProperties()?.toJavaScript(), { ...state, instanceName: "rm-2", timeout: 1 });
    await call(client.delete, new messages.DeleteRequest().setId("an id").setUrn(GATE));
    assert.deepEqual([engine.lines, emulated.emulator.requests()], [[], []]);
  });

  it("import an export of a moment with a second look, and one of an unknown place without a bucket", async () => {
    const { client, call } = engine;
    emulated.emulator.addTasks([
      { ...exportTask("dt-p", { endsIn: 60 }), taskType: "pitr", targetType: "OSS", targetPath: "exports/orders" },
    ]);
    const request = new messages.ReadRequest().setId("rm-1:dt-p").setUrn(TASK).setProperties(structOf({}));
    const read = await call(client.read, request);
    assert.equal(read.getId(), "cn-hangzhou:rm-1:dt-p");
    const { pointInTime, target, backupSetId } = read.getInputs()?.toJavaScript() ?? {};
    assert.match(String(pointInTime), /^\d{4}-.*Z$/);
    assert.deepEqual([target, backupSetId], [{ type: "OSS" }, undefined]);
    assert.equal(emulated.emulator.requests().length, 2);
  });
});
