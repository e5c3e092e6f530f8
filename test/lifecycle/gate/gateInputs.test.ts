import assert from "node:assert/strict";
import { GATE_REPLACING_INPUTS, gateInputs } from "../../../provider/lifecycle/gate/gateInputs";

describe("the inputs of a gate", () => {
  it("cause a replacement if they decide which tasks the gate waits for or when it opens", () => {
    assert.deepEqual(GATE_REPLACING_INPUTS, [
      "regionCode",
      "instanceName",
      "datasourceId",
      "clusterName",
      "backupSetId",
      "taskType",
      "startTime",
      "endTime",
      "taskIds",
      "require",
      "minTasks",
      "failOn",
      "triggers",
    ]);
  });

  it("do not include outputs, what the host adds, or an input that is null", () => {
    const outputs = { tasks: [], ids: [], summary: "s", openedAt: "o" };
    assert.deepEqual(gateInputs({ instanceName: "rm-1", minTasks: null, __provider: "text", ...outputs }), {
      instanceName: "rm-1",
    });
  });
});
