import assert from "node:assert/strict";
import { readGateRequest } from "../../../provider/core/arguments/gateArguments";
import { gateRecord, recordedRequest } from "../../../provider/lifecycle/gate/gateRecord";
import { makeTask } from "../../support/tasks/makeTask";

const request = (args: object) =>
  recordedRequest(readGateRequest({ instanceName: "rm-1", regionCode: "cn-hangzhou", ...args }, "DownloadTasksGate"));

describe("gateRecord", () => {
  it("keeps the judged tasks, the sentence and the time, and survives a way through JSON", () => {
    const tasks = [makeTask("dt-1", "finished")];
    const verdict = { state: "ready" as const, sentence: "1 of 1 finished", tasks, warnings: ["w"] };
    const record = gateRecord(verdict, Date.UTC(2026, 10, 24));
    assert.deepEqual(record, { tasks, summary: "1 of 1 finished", openedAt: "2026-11-24T00:00:00.000Z" });
    assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  });
});

describe("recordedRequest", () => {
  it("is the same for inputs that differ only in spelling, order, triggers, retries or how long to wait", () => {
    const plain = request({ startTime: "2026-11-24T08:00:00Z", taskIds: ["dt-1"] });
    const same = request({
      taskIds: ["dt-1"],
      startTime: Date.UTC(2026, 10, 24, 8),
      require: "all",
      minTasks: 1,
      triggers: ["build 7"],
      timeout: "6h",
      pollInterval: "5s",
      taskRetries: 2,
      clusterName: undefined,
    });
    assert.equal(JSON.stringify(same), JSON.stringify(plain));
  });

  for (const other of [{ taskIds: ["dt-2"] }, { failOn: ["failed"] }, { network: "vpc" }, { instanceName: "rm-2" }]) {
    it(`differs for another ${Object.keys(other)[0]}`, () => {
      assert.notEqual(JSON.stringify(request(other)), JSON.stringify(request({})));
    });
  }
});
