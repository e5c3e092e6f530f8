import assert from "node:assert/strict";
import type { GateRequest } from "../../../provider/core/query";
import { createGate } from "../../../provider/lifecycle/gate/createGate";
import { makeTask } from "../../support/tasks/makeTask";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", __provider: "text" };
const record = {
  tasks: [makeTask("dt-1", "finished")],
  summary: "1 of 1 finished",
  openedAt: "2026-11-24T00:00:00.000Z",
};
const opening = (requests: GateRequest[] = []) => ({
  open: async (request: GateRequest) => {
    requests.push(request);
    return record;
  },
  newId: () => "id-1",
});

describe("createGate", () => {
  it("opens the gate for the tasks that the inputs select, and returns its inputs and its record", async () => {
    const requests: GateRequest[] = [];
    assert.deepEqual(await createGate(inputs, opening(requests)), {
      id: "id-1",
      outs: { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", ids: ["dt-1"], ...record },
    });
    assert.deepEqual([requests[0]?.selection.instanceName, requests[0]?.timeout], ["rm-1", 21_600_000]);
  });
  it("records nothing if the gate can't open", async () => {
    const failing = { ...opening(), open: () => Promise.reject(new Error("[taskFailed] dt-1")) };
    await assert.rejects(createGate(inputs, failing), /^Error: \[taskFailed\] dt-1$/);
  });
  it("refuses invalid inputs, even if no check came before it", async () => {
    await assert.rejects(createGate({}, opening()), { kind: "arguments" });
  });
});
