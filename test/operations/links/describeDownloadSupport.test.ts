import assert from "node:assert/strict";
import { readDownloadSupport } from "../../../provider/operations/readDownloadSupport";
import { linkService } from "../../support/links/linkService";
import { refused } from "../../support/wire/scriptedService";

const supportService = (Data: unknown) =>
  linkService({ DescribeDownloadSupport: () => ({ body: { RequestId: "r", Success: "true", Data } }) });

describe("readDownloadSupport", () => {
  for (const [Data, supported] of [
    ["true", true],
    ["false", false],
    ["True", true],
    [" FALSE ", false],
    [true, true],
    [false, false],
  ] as const) {
    it(`reads ${JSON.stringify(Data)} as ${supported}`, async () => {
      const { caller } = supportService(Data);
      assert.deepEqual(await readDownloadSupport({ instanceName: "rm-1" }, caller), {
        instanceName: "rm-1",
        regionCode: "cn-hangzhou",
        supported,
      });
    });
  }

  for (const Data of [undefined, null, "", "yes", 1, 0, {}, ["true"]]) {
    it(`takes ${JSON.stringify(Data)} for an answer of another operation`, async () => {
      const { caller } = supportService(Data);
      await assert.rejects(readDownloadSupport({ instanceName: "rm-1" }, caller), {
        kind: "protocol",
        message: /wrong shape, because Data is neither true nor false/,
      });
    });
  }

  it("sends every argument under the API's name for it, and repeats them in the result", async () => {
    const { caller, asked } = supportService("true");
    const args = { instanceName: "dds-1", clusterName: "d-1", regionCode: "cn-beijing" };
    assert.deepEqual(await readDownloadSupport(args, caller), { ...args, supported: true });
    const query = { RegionCode: "cn-beijing", InstanceName: "dds-1", ClusterName: "d-1" };
    assert.deepEqual(asked, [{ action: "DescribeDownloadSupport", query }]);
  });

  it("sends nothing if an argument is wrong", async () => {
    const { caller, asked } = supportService("true");
    await assert.rejects(readDownloadSupport({ instanceName: "rm 1" }, caller), {
      kind: "arguments",
      message: /^\[arguments\] getDownloadSupport: instanceName is "rm 1"/,
    });
    assert.deepEqual(asked, []);
  });

  it("names its action when it is denied, which RAM can allow on all resources only", async () => {
    const { caller } = linkService({ DescribeDownloadSupport: () => refused(403, "NoPermission") });
    await assert.rejects(readDownloadSupport({ instanceName: "rm-1" }, caller), {
      kind: "denied",
      message: /Add a RAM policy that allows dbs:DescribeDownloadSupport on the resource "\*" in cn-hangzhou$/,
    });
  });
});
