import assert from "node:assert/strict";
import { gateResource } from "../../provider/lifecycle/gate/gateResource";
import { updateRecord } from "../../provider/lifecycle/updateRecord";
import { makeTask } from "../support/tasks/makeTask";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h" };
const record = {
  tasks: [makeTask("dt-1", "finished")],
  ids: ["dt-1"],
  summary: "1 of 1 finished",
  openedAt: "2026-11-24T00:00:00.000Z",
};

describe("updateRecord", () => {
  it("stores the new inputs and keeps the outputs", () => {
    const { outs } = updateRecord(
      gateResource,
      { ...inputs, ...record },
      { ...inputs, __provider: "text", timeout: "1h" },
    );
    assert.deepEqual(outs, { ...inputs, ...record, timeout: "1h" });
  });
});
