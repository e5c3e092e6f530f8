import assert from "node:assert/strict";
import { describeDenial } from "../../../provider/wire/rpc/describeDenial";

const adviceOn = (action: string, parameters: Record<string, string> = { InstanceName: "rm-1" }) =>
  describeDenial(undefined, {
    action,
    parameters,
    region: "cn-hangzhou",
    host: "dbs.example",
    isHostListed: true,
    credentials: "test",
    show: (text) => text,
  }).advice;

describe("describeDenial", () => {
  for (const action of ["DescribeDownloadTask", "CreateDownload"]) {
    it(`advises to allow ${action} on the instance alone, because RAM can`, () => {
      assert.equal(adviceOn(action), `Add a RAM policy that allows dbs:${action} on the resource rm-1 in cn-hangzhou`);
    });
  }

  for (const action of ["RetryDownloadTask", "DescribeDownloadSupport", "DescribeDownloadBackupSetStorageInfo"]) {
    it(`advises to allow ${action} on all resources, because RAM can't narrow it`, () => {
      assert.equal(adviceOn(action), `Add a RAM policy that allows dbs:${action} on the resource "*" in cn-hangzhou`);
    });
  }

  it("names no resource if the call named no instance", () => {
    assert.equal(
      adviceOn("DescribeDownloadTask", {}),
      "Add a RAM policy that allows dbs:DescribeDownloadTask in cn-hangzhou",
    );
  });
});
