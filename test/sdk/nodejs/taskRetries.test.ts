import assert from "node:assert/strict";
import * as dbs from "pulumi-alicloud-dbs";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { keepEnvironment } from "../../support/keepEnvironment";
import { leaveMocks } from "../../support/leaveMocks";
import { scenarioOf } from "../../support/tasks/exportTask";
import { failedTask } from "../../support/tasks/failedTask";

const KEYS = { accessKeyId: "LTAIretryTests", accessKeySecret: "S3cr3tOfTheRetryTests" };

describe("waitForDownloadTasks with taskRetries", () => {
  const restore = keepEnvironment();
  let emulator: Emulator;
  before(async () => {
    leaveMocks();
    emulator = await startEmulator({ scenario: scenarioOf(KEYS) });
    Object.assign(process.env, {
      ALIBABA_CLOUD_REGION: "cn-hangzhou",
      ALIBABA_CLOUD_ACCESS_KEY_ID: KEYS.accessKeyId,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: KEYS.accessKeySecret,
      ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url,
    });
  });
  beforeEach(() => emulator.reset());
  after(async () => {
    restore();
    await emulator.close();
  });
  const retries = () => emulator.requests().filter(({ action }) => action === "RetryDownloadTask");

  it("retries a failed task and returns when it is finished", async () => {
    emulator.addTasks([failedTask("dt-b", [{ running: 0 }])]);
    const sentences: (string | undefined)[] = [];
    const { ids } = await dbs.waitForDownloadTasks(
      { instanceName: "rm-1", taskIds: ["dt-b"], taskRetries: 2 },
      { pollInterval: "200ms", onProgress: ({ verdict }) => sentences.push(verdict?.sentence) },
    );
    assert.deepEqual([ids, sentences[0]], [["dt-b"], "dt-b failed, retry 1 of 2 sent"]);
    assert.deepEqual(
      retries().map(({ parameters, done }) => [parameters.TaskId, done]),
      [["dt-b", true]],
    );
  });

  it("refuses a negative number by its name before anything is sent", async () => {
    await assert.rejects(dbs.waitForDownloadTasks({ instanceName: "rm-1", taskIds: ["dt-b"], taskRetries: -1 }), {
      kind: "arguments",
      message: "[arguments] waitForDownloadTasks: taskRetries is -1, but must be a whole number of at least 0",
    });
    assert.deepEqual(emulator.requests(), []);
  });
});
