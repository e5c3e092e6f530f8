import assert from "node:assert/strict";
import { OTHER_INPUTS, REPLACING_INPUTS } from "../../provider/lifecycle/gateInputs";

describe("the inputs of a gate", () => {
  it("replace it where they say which tasks it waits for or when it opens", () => {
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

  it("leave it open where they only say how it waits or reaches the service", () => {
    assert.deepEqual(OTHER_INPUTS, ["network", "notFoundTimeout", "timeout", "pollInterval"]);
  });
});
