import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetDownloadTasksOutputArgs, getDownloadTasksOutput } from "../../../sdk/nodejs/getDownloadTasks";
import { leaveMocks } from "../../support/leaveMocks";

describe("getDownloadTasksOutput", () => {
  before(leaveMocks);

  for (const [how, args, shown] of [
    ["an argument", { instanceName: pulumi.secret("rm hush") }, 'instanceName is "[secret]", but must be'],
    [
      "an element",
      { instanceName: "rm-1", taskIds: ["dt-1", pulumi.secret("dt hush")] },
      'taskIds is ["dt-1","[secret]"]',
    ],
    [
      "a time, which the error writes in another form,",
      { instanceName: "rm-1", startTime: pulumi.secret(1_795_507_200_000), endTime: "2026-01-01" },
      "startTime is [secret], which is after endTime 2026-01-01T00:00:00.000Z",
    ],
  ] as [string, GetDownloadTasksOutputArgs, string][]) {
    it(`names no secret in its error if ${how} is secret`, async () => {
      const output = getDownloadTasksOutput({ regionCode: "cn-hangzhou", ...args });
      const result = (output as unknown as { promise(): Promise<unknown> }).promise();
      await assert.rejects(result, (error: Error & { kind?: string }) => {
        assert.equal(error.kind, "arguments");
        assert.ok(!JSON.stringify({ ...error }).includes("hush") && !String(error.stack).includes("hush"), error.stack);
        assert.ok(error.message.includes(shown), `${error.message} instead of ${shown}`);
        return true;
      });
    });
  }
});
