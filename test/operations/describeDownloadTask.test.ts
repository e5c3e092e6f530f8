import assert from "node:assert/strict";
import { describeDownloadTask } from "../../provider/operations/describeDownloadTask";

const PAGE = {
  regionCode: "cn-hangzhou",
  instanceName: "rm-1",
  orderColumn: "gmt_create",
  orderDirect: "desc",
  currentPage: 2,
  pageSize: 100,
} as const;

describe("describeDownloadTask", () => {
  it("sends every given argument as a string under the API's name for it", () => {
    const filters = { clusterName: "d-1", backupSetId: "b-1", state: "failed", taskType: "pitr" } as const;
    const span = { startTime: 1_700_000_000_000, endTime: 1_700_000_001_000, datasourceId: "ds-rm-1_cn-hangzhou" };
    assert.deepEqual(describeDownloadTask.parameters({ ...PAGE, ...filters, ...span }), {
      RegionCode: "cn-hangzhou",
      InstanceName: "rm-1",
      DatasourceId: "ds-rm-1_cn-hangzhou",
      ClusterName: "d-1",
      BackupSetId: "b-1",
      State: "failed",
      TaskType: "pitr",
      StartTime: "1700000000000",
      EndTime: "1700000001000",
      OrderColumn: "gmt_create",
      OrderDirect: "desc",
      CurrentPage: "2",
      PageSize: "100",
    });
  });

  it("sends neither taskIds, which are filtered by the client, nor the network", () => {
    const given = { ...PAGE, taskIds: ["dt-1"], network: "vpc" } as const;
    assert.deepEqual(describeDownloadTask.parameters(given), describeDownloadTask.parameters(PAGE));
  });

  it("is idempotent", () => {
    assert.deepEqual([describeDownloadTask.action, describeDownloadTask.idempotent], ["DescribeDownloadTask", true]);
  });
});
