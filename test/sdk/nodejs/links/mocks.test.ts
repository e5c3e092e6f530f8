import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { leaveMocks } from "../../../support/leaveMocks";

const LINK = "https://mocks.example/file";
const ANSWERS: Readonly<Record<string, object>> = {
  "alicloud-dbs:index:getDownloadUrl": { taskId: "dt-1", regionCode: "cn-hangzhou", publicUrl: LINK, expired: false },
  "alicloud-dbs:index:getDownloadSupport": { instanceName: "rm-1", regionCode: "cn-hangzhou", supported: false },
};

/** Sets mocks, and returns the calls that they get. */
async function setMocks(preview = false): Promise<pulumi.runtime.MockCallArgs[]> {
  const calls: pulumi.runtime.MockCallArgs[] = [];
  const call = (args: pulumi.runtime.MockCallArgs) => {
    calls.push(args);
    return ANSWERS[args.token] ?? {};
  };
  const newResource = () => ({ id: "id", state: {} });
  await pulumi.runtime.setMocks({ call, newResource }, "project", "stack", preview);
  return calls;
}

interface Inside<T> {
  promise(withUnknowns?: boolean): Promise<T>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}
const inside = <T>(output: pulumi.Output<T> | undefined) => output as unknown as Inside<T>;

describe("links and support with pulumi.runtime.setMocks", () => {
  afterEach(leaveMocks);

  it("ask the call mock with their tokens and the arguments, and send nothing", async () => {
    const calls = await setMocks();
    const { publicUrl } = await dbs.getDownloadUrl({ taskId: "dt-1", duration: "5m" });
    const { supported } = await dbs.getDownloadSupport({ instanceName: "rm-1" });
    assert.deepEqual([publicUrl, supported], [LINK, false]);
    assert.deepEqual(
      calls.map(({ token, inputs }) => [token, inputs]),
      [
        ["alicloud-dbs:index:getDownloadUrl", { taskId: "dt-1", duration: "5m" }],
        ["alicloud-dbs:index:getDownloadSupport", { instanceName: "rm-1" }],
      ],
    );
  });

  it("ask it in the Output form too, with outputs as arguments", async () => {
    const calls = await setMocks();
    const url = inside(dbs.getDownloadUrlOutput({ taskId: pulumi.output("dt-2") }));
    const support = inside(dbs.getDownloadSupportOutput({ instanceName: pulumi.output("rm-2") }));
    assert.deepEqual([(await url.promise()).publicUrl, (await support.promise()).supported], [LINK, false]);
    assert.deepEqual([await url.isSecret, await support.isSecret], [true, false]);
    assert.deepEqual(
      calls.map(({ inputs }) => inputs),
      [{ taskId: "dt-2" }, { instanceName: "rm-2" }],
    );
  });

  it("leave a link unknown and secret in a preview, without a call", async () => {
    const calls = await setMocks(true);
    const url = dbs.getDownloadUrlOutput({ taskId: "dt-1" });
    for (const each of [url, url.publicUrl] as (pulumi.Output<unknown> | undefined)[]) {
      assert.deepEqual([await inside(each).isKnown, await inside(each).isSecret], [false, true]);
    }
    assert.deepEqual(calls, []);
  });
});
