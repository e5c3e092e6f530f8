import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/core/pulumiMarks";
import { diffInputs } from "../../../provider/lifecycle/diffInputs";
import { gateResource } from "../../../provider/lifecycle/gate/gateResource";
import { makeTask } from "../../support/tasks/makeTask";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", __provider: "text" };
const open = {
  ...inputs,
  tasks: [makeTask("dt-1", "finished")],
  ids: ["dt-1"],
  summary: "1 of 1 finished",
  openedAt: "2026-11-24T00:00:00.000Z",
};

describe("diffInputs of a gate", () => {
  const diffGate = (olds: object, news: object) => diffInputs(gateResource, { ...olds }, { ...news });
  const diff = (change: object) => diffGate(open, { ...inputs, ...change });
  it("finds no change between equal inputs", async () =>
    assert.deepEqual(await diff({}), { replaces: [], others: [] }));
  it("finds no change if a default is written out or a time is written in another way", async () => {
    assert.deepEqual(
      await diff({
        require: "latest",
        minTasks: 1,
        failOn: ["failed", "expired"],
        pollInterval: 60,
        notFoundTimeout: "5m",
      }),
      { replaces: [], others: [] },
    );
    const at = (startTime: unknown) => ({ ...inputs, startTime });
    assert.deepEqual((await diffGate(at("2026-01-01"), at("2026-01-01T00:00:00.000Z"))).replaces, []);
  });
  const replacing = {
    regionCode: "cn-beijing",
    instanceName: "rm-2",
    clusterName: "c",
    backupSetId: "b",
    taskType: "full",
    startTime: "2026-01-01",
    endTime: "2026-01-01",
    require: "any",
    minTasks: 2,
    failOn: [],
    triggers: ["build 2"],
  };
  for (const [property, value] of Object.entries(replacing)) {
    it(`replaces a gate if ${property} changes`, async () => {
      assert.deepEqual(await diff({ [property]: value }), { replaces: [property], others: [] });
    });
  }
  it("replaces a gate if taskIds changes, which also changes the default of require", async () => {
    assert.deepEqual((await diff({ taskIds: ["dt-2"] })).replaces, ["taskIds", "require"]);
  });
  it("replaces a gate if its instance or data source is not known yet", async () => {
    assert.deepEqual((await diff({ instanceName: UNKNOWN })).replaces, ["instanceName"]);
    assert.deepEqual(await diff({ datasourceId: UNKNOWN }), { replaces: ["datasourceId"], others: [] });
  });
  const spellings: [string, object, object][] = [
    ["failOn in another order", {}, { failOn: ["expired", "failed"] }],
    ["a state twice in failOn", {}, { failOn: ["failed", "expired", "failed"] }],
    ["a task id twice", { taskIds: ["a", "b"] }, { taskIds: ["a", "b", "a"] }],
    ["a datasourceId beside its instance and region", {}, { datasourceId: "ds-rm-1_cn-hangzhou" }],
    ["a datasourceId in place of its instance", {}, { datasourceId: "ds-rm-1_cn-hangzhou", instanceName: undefined }],
    ["an empty list of triggers", {}, { triggers: [] }],
    ["null in place of an input that was not given", {}, { minTasks: null, clusterName: null, triggers: null }],
  ];
  for (const [what, before, after] of spellings) {
    it(`finds no change if the same selection is spelled in another way: ${what}`, async () => {
      const [old, now] = [before, after].map((change) => ({ ...inputs, ...change }));
      const none = { replaces: [], others: [] };
      assert.deepEqual([await diffGate(old ?? {}, now ?? {}), await diffGate(now ?? {}, old ?? {})], [none, none]);
      const later = await diffGate(old ?? {}, { ...now, timeout: UNKNOWN });
      assert.deepEqual(later.replaces, [], "even if a time-out is not known yet");
    });
  }
  it("replaces a gate if datasourceId names another instance", async () => {
    const of = (name: string) => ({ ...inputs, instanceName: undefined, datasourceId: `ds-${name}_cn-hangzhou` });
    assert.deepEqual(await diffGate(of("rm-1"), of("rm-2")), { replaces: ["instanceName"], others: [] });
  });
  it("ignores the order of keys in triggers", async () => {
    const of = (triggers: unknown) => ({ ...inputs, triggers });
    assert.deepEqual((await diffGate(of([{ a: 1, b: 2 }]), of([{ b: 2, a: 1 }]))).replaces, []);
  });
  for (const [property, [before, after]] of Object.entries({
    timeout: ["6h", "1h"],
    pollInterval: ["60s", "5s"],
    notFoundTimeout: ["5m", 0],
    network: ["public", "vpc"],
    taskRetries: [0, 2],
  })) {
    it(`names ${property} if it changes, and replaces nothing`, async () => {
      for (const now of [after, UNKNOWN, undefined]) {
        const [old, given] = [before, now].map((value) => ({ ...inputs, [property]: value }));
        assert.deepEqual(await diffGate(old ?? {}, given ?? {}), { replaces: [], others: [property] });
      }
      const unrecorded = await diffGate({ ...inputs, [property]: undefined }, { ...inputs, [property]: after });
      assert.deepEqual(unrecorded, { replaces: [], others: [] }, "the record lacks it");
    });
  }
});
