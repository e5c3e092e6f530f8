import assert from "node:assert/strict";
import { retryDownloadTask } from "../../provider/operations/retryDownloadTask";
import { createRpcClient } from "../../provider/wire/rpc/rpcClient";
import { createFakeClock } from "../support/fakeClock";
import { KEYS } from "../support/wire/scriptedService";

/** The reference page's sample of a success. */
const SAMPLE = {
  Data: "暂无",
  RequestId: "4F1888AC-1138-4995-B9FE-D2734F61C058",
  ErrCode: "Success",
  Success: "True",
  ErrMessage: "The specified parameter %s value is not valid.",
  Code: "Success",
  Message: "instanceName can not be empty.",
};

/** Makes the call, and returns the requests. The service answers with `body`. */
async function retryWith(body: object) {
  const clock = createFakeClock();
  const sent: Record<string, string>[] = [];
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com", isListed: true },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
    send: async (_endpoint, { begin }) => {
      const { request } = begin();
      sent.push({ ...request.query, action: String(request.headers["x-acs-action"]) });
      return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    },
    clock,
    random: () => 0,
    log: { debug: () => {}, warning: () => {} },
  });
  const input = { regionCode: "cn-hangzhou", instanceName: "dds-1", clusterName: "d-1", taskId: "dt-b" };
  await call(retryDownloadTask, input, { callTimeoutMs: 30_000, maxRetries: 5, deadline: clock.now() + 60_000 });
  return sent;
}

describe("retryDownloadTask", () => {
  it("sends the task, its instance and its cluster, and takes the documented sample for a success", async () => {
    assert.deepEqual(await retryWith(SAMPLE), [
      {
        action: "RetryDownloadTask",
        RegionCode: "cn-hangzhou",
        InstanceName: "dds-1",
        ClusterName: "d-1",
        TaskId: "dt-b",
      },
    ]);
  });

  it("fails if Success is false, whatever the codes say", async () => {
    await assert.rejects(retryWith({ ...SAMPLE, Success: "False" }), { name: "DbsError", outcome: "open" });
  });

  it("is not idempotent", () => assert.equal(retryDownloadTask.idempotent, false));
});
