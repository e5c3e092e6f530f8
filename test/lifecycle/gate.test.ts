import assert from "node:assert/strict";
import type { GateRequest } from "../../provider/core/query";
import { checkGate, createGate, diffGate, readGate, updateGate } from "../../provider/lifecycle/gate";
import { UNKNOWN } from "../../provider/lifecycle/unknowns";
import { makeTask } from "../support/tasks/makeTask";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", __provider: "text" };
const finished = makeTask("dt-1", "finished");
const opening = (requests: GateRequest[] = []) => ({
  awaitTasks: async (request: GateRequest) => {
    requests.push(request);
    return { state: "ready" as const, sentence: "1 of 1 finished", tasks: [finished], warnings: [] };
  },
  now: () => Date.UTC(2026, 10, 24),
  newId: () => "id-1",
});
const open = {
  ...inputs,
  tasks: [finished],
  ids: ["dt-1"],
  summary: "1 of 1 finished",
  openedAt: "2026-11-24T00:00:00.000Z",
};

describe("checkGate", () => {
  it("passes inputs on as they are, its host's own too", async () => {
    assert.deepEqual(await checkGate({}, inputs), { inputs, failures: [] });
  });
  it("names each input that can't be used", async () => {
    const { failures } = await checkGate({}, { ...inputs, minTasks: 0, instanceName: "" });
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["instanceName", "minTasks"]);
  });
  it("finds no fault with what is not known yet, nor with what hangs on it", async () => {
    for (const unknown of [
      { instanceName: UNKNOWN },
      { datasourceId: UNKNOWN },
      { require: "all", taskIds: ["a", UNKNOWN] },
    ]) {
      const { instanceName: _, ...rest } = inputs;
      assert.deepEqual((await checkGate({}, { ...rest, ...unknown })).failures, []);
    }
  });
  it("does not judge again the inputs that an open gate was opened with, whatever a later version says of them", async () => {
    const odd = { ...inputs, require: "some" };
    assert.deepEqual((await checkGate({ ...odd, __provider: "other" }, odd)).failures, []);
    assert.equal((await checkGate({}, { __provider: "text" })).failures.length, 2);
  });
  it("still finds fault with what is known", async () => {
    assert.deepEqual(
      (await checkGate({}, { ...inputs, instanceName: UNKNOWN, require: "some" })).failures.map((f) => f.property),
      ["require"],
    );
  });
});

describe("diffGate", () => {
  const diff = (change: object) => diffGate(open, { ...inputs, ...change });
  it("sees no change in the same inputs", async () =>
    assert.deepEqual(await diff({}), { changes: false, replaces: [] }));
  it("sees no change in a default that is spelled out, or in another spelling of a moment", async () => {
    assert.deepEqual(
      await diff({
        require: "latest",
        minTasks: 1,
        failOn: ["failed", "expired"],
        pollInterval: 60,
        notFoundTimeout: "5m",
      }),
      {
        changes: false,
        replaces: [],
      },
    );
    const at = (startTime: unknown) => ({ ...inputs, startTime });
    assert.equal((await diffGate(at("2026-01-01"), at("2026-01-01T00:00:00.000Z"))).changes, false);
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
    it(`replaces a gate for another ${property}`, async () => {
      assert.deepEqual(await diff({ [property]: value }), { changes: true, replaces: [property] });
    });
  }
  it("replaces a gate for other task ids, which also change what is required", async () => {
    assert.deepEqual((await diff({ taskIds: ["dt-2"] })).replaces, ["taskIds", "require"]);
  });
  it("replaces a gate whose instance or data source is not known yet", async () => {
    assert.deepEqual((await diff({ instanceName: UNKNOWN })).replaces, ["instanceName"]);
    assert.deepEqual(await diff({ datasourceId: UNKNOWN }), { changes: true, replaces: ["datasourceId"] });
  });
  it("does not replace for a timing that is not known yet, nor for states in another order", async () => {
    assert.deepEqual(await diff({ timeout: UNKNOWN }), { changes: true, replaces: [] });
    assert.deepEqual(await diff({ failOn: ["expired", "failed"] }), { changes: false, replaces: [] });
  });
  it("takes triggers for the same whatever the order of their keys", async () => {
    const of = (triggers: unknown) => ({ ...inputs, triggers });
    assert.equal((await diffGate(of([{ a: 1, b: 2 }]), of([{ b: 2, a: 1 }]))).changes, false);
  });
  for (const [property, value] of Object.entries({
    timeout: "1h",
    pollInterval: "5s",
    notFoundTimeout: 0,
    network: "vpc",
  })) {
    it(`only updates it for another ${property}`, async () => {
      assert.deepEqual(await diff({ [property]: value }), { changes: true, replaces: [] });
    });
  }
});

describe("createGate", () => {
  it("waits for what the inputs say, and records it", async () => {
    const requests: GateRequest[] = [];
    assert.deepEqual(await createGate(inputs, opening(requests)), {
      id: "id-1",
      outs: {
        instanceName: "rm-1",
        regionCode: "cn-hangzhou",
        timeout: "6h",
        tasks: [finished],
        ids: ["dt-1"],
        summary: "1 of 1 finished",
        openedAt: "2026-11-24T00:00:00.000Z",
      },
    });
    assert.deepEqual([requests[0]?.selection.instanceName, requests[0]?.timeout], ["rm-1", 21_600_000]);
  });
  it("records nothing when the wait fails", async () => {
    const failing = { ...opening(), awaitTasks: () => Promise.reject(new Error("[taskFailed] dt-1")) };
    await assert.rejects(createGate(inputs, failing), /^Error: \[taskFailed\] dt-1$/);
  });
  it("refuses inputs that can't be used, whatever let them through", async () => {
    await assert.rejects(createGate({}, opening()), { kind: "arguments" });
  });
});

describe("readGate, updateGate", () => {
  it("returns what is stored", () => assert.deepEqual(readGate("id-1", open), { id: "id-1", props: open }));
  it("takes the new inputs and keeps the record", () => {
    const { outs } = updateGate(open, { ...inputs, timeout: "1h" });
    const { __provider, ...record } = open;
    assert.deepEqual(outs, { ...record, timeout: "1h" });
  });
});
