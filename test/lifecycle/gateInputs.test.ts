import assert from "node:assert/strict";
import { OTHER_INPUTS, REPLACING_INPUTS } from "../../provider/lifecycle/gateInputs";

describe("the inputs of a gate", () => {
  it("cause a replacement if they decide which tasks the gate waits for or when it opens", () => {
    assert.deepEqual(REPLACING_INPUTS, [
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

  it("cause no replacement if they only decide how the gate waits or reaches the service", () => {
    assert.deepEqual(OTHER_INPUTS, ["network", "notFoundTimeout", "timeout", "pollInterval"]);
  });
});
