import assert from "node:assert/strict";
import { describeStorageInfo } from "../../../provider/operations/describeStorageInfo";
import { LINK, showingLink } from "../../support/links/plantedLink";

const REQUEST = { taskId: "dt-1", regionCode: "cn-hangzhou", duration: 7_200_000 };
/** The answer of the reference page. */
const SAMPLE = {
  RequestId: "44B8C2F5-",
  Data: {
    PrivateUrl: "http://dbs-1.oss-cn-hangzhou-internal.aliyuncs.com/dt-u7u4bufa/dbs_target_file_path/test_123",
    PublicUrl: "http://dbs-1.oss-cn-hangzhou.aliyuncs.com/dt-u7u4bufa/dbs_target_file_path/test_456",
    ExpirationTime: 1661329050,
  },
  Code: "Success",
  Success: "true",
  ErrCode: "Success",
};
const { PublicUrl, PrivateUrl } = SAMPLE.Data;

describe("describeStorageInfo", () => {
  it("sends every argument as a string under the API's name for it, and the duration in seconds", () => {
    const { parameters } = describeStorageInfo;
    assert.deepEqual(parameters({ ...REQUEST, instanceName: "dds-1", clusterName: "d-1", network: "vpc" }), {
      RegionCode: "cn-hangzhou",
      TaskId: "dt-1",
      Duration: "7200",
      InstanceName: "dds-1",
      ClusterName: "d-1",
    });
    assert.deepEqual(parameters(REQUEST), { RegionCode: "cn-hangzhou", TaskId: "dt-1", Duration: "7200" });
  });

  it("rounds a part of a second up, so that no link is valid for less time than asked for", () => {
    assert.equal(describeStorageInfo.parameters({ ...REQUEST, duration: 300_001 }).Duration, "301");
  });

  it("may be repeated, and its answer is a secret", () => {
    const { action, idempotent, secretAnswer } = describeStorageInfo;
    assert.deepEqual([action, idempotent, secretAnswer], ["DescribeDownloadBackupSetStorageInfo", true, true]);
  });

  it("reads the vendor's sample, whose expiration time has seconds", () => {
    assert.deepEqual(describeStorageInfo.parse(SAMPLE), {
      publicUrl: PublicUrl,
      privateUrl: PrivateUrl,
      expiresAt: "2022-08-24T08:17:30.000Z",
    });
  });

  for (const [what, Data, expected] of [
    ["no private link", { PublicUrl, PrivateUrl: "" }, { publicUrl: PublicUrl }],
    ["no public link", { PublicUrl: null, PrivateUrl }, { privateUrl: PrivateUrl }],
    [
      "an expiration time as text",
      { PublicUrl, ExpirationTime: "1661329050" },
      { publicUrl: PublicUrl, expiresAt: "2022-08-24T08:17:30.000Z" },
    ],
    ["an expiration time that is none", { PublicUrl, ExpirationTime: "soon" }, { publicUrl: PublicUrl }],
    ["an expiration time beyond the year 9999", { PublicUrl, ExpirationTime: 1661329050000 }, { publicUrl: PublicUrl }],
  ] as const) {
    it(`leaves out what is missing or can't be read: ${what}`, () => {
      assert.deepEqual(describeStorageInfo.parse({ Data }), expected);
    });
  }

  for (const [what, Data, problem] of [
    ["no Data", undefined, "Data is not an object"],
    ["a list as Data", [LINK], "Data is not an object"],
    ["a text as Data", LINK, "Data is not an object"],
    ["neither link", { ExpirationTime: 1 }, "Data holds neither a PublicUrl nor a PrivateUrl"],
    ["empty links", { PublicUrl: "", PrivateUrl: null }, "Data holds neither a PublicUrl nor a PrivateUrl"],
    ["a link to ftp", { PublicUrl: LINK.replace("https", "ftp") }, "Data.PublicUrl is not an http or https address"],
    ["a link with a space", { PublicUrl, PrivateUrl: `${LINK} ` }, "Data.PrivateUrl is not an http or https address"],
    ["a link without a host", { PublicUrl: "https://?Signature=x" }, "Data.PublicUrl is not an http or https address"],
    ["a link in a list", { PublicUrl: [LINK] }, "Data.PublicUrl is not an http or https address"],
    ["a script", { PublicUrl: `javascript:${LINK}` }, "Data.PublicUrl is not an http or https address"],
  ] as const) {
    it(`refuses an answer with ${what}, and does not quote it`, () => {
      assert.throws(
        () => describeStorageInfo.parse({ Data }),
        ({ message }: Error) => message === problem && showingLink([message]).length === 0,
      );
    });
  }
});
