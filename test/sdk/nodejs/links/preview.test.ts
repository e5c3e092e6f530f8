import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { type GetDownloadUrlOutputArgs, getDownloadUrlOutput } from "../../../../sdk/nodejs/getDownloadUrl";
import { leaveMocks } from "../../../support/leaveMocks";

interface Inside {
  promise(withUnknowns?: boolean): Promise<unknown>;
  isKnown: Promise<boolean>;
  isSecret: Promise<boolean>;
}
const preview = (args: GetDownloadUrlOutputArgs) => getDownloadUrlOutput(args) as unknown as Inside;
const later = pulumi.output(pulumi.unknown) as unknown as pulumi.Output<string>;

describe("getDownloadUrlOutput in a preview", () => {
  // There is no region, no key and no service, so a call would fail.
  before(() => pulumi.runtime.resetOptions("project", "stack", -1, "", "", true, ""));
  after(leaveMocks);

  for (const [what, args] of [
    ["all arguments are known", { taskId: "dt-1", instanceName: "rm-1", duration: "5m" }],
    ["an argument is unknown", { taskId: later, instanceName: "rm-1" }],
    ["a promise is given", { taskId: Promise.resolve("dt-1") }],
  ] as [string, GetDownloadUrlOutputArgs][]) {
    it(`is unknown and secret, and sends nothing, if ${what}`, async () => {
      const output = preview(args);
      assert.deepEqual([await output.isKnown, await output.isSecret], [false, true]);
      assert.ok(pulumi.isUnknown(await output.promise(true)));
    });
  }

  for (const [what, args, message] of [
    ["a duration, although the task is unknown", { taskId: later, duration: "25h" }, /duration is "25h", but must be/],
    ["the id of a resource", { taskId: pulumi.output("cn-hangzhou:rm-1:dt-1") }, /DownloadTask's id; give its taskId$/],
    [
      "an object",
      { taskId: new Map() as never },
      /^\[arguments\] getDownloadUrlOutput: taskId is an object of class Map/,
    ],
  ] as [string, GetDownloadUrlOutputArgs, RegExp][]) {
    it(`refuses what is known already and wrong: ${what}`, async () => {
      const output = preview(args);
      await assert.rejects(output.promise(true), { kind: "arguments", message });
    });
  }

  it("names no secret argument when it refuses it", async () => {
    const output = preview({ taskId: pulumi.secret("dt hush") });
    await assert.rejects(output.promise(true), (error: Error) => {
      assert.match(error.message, /taskId is "\[secret\]", but must be/);
      assert.doesNotMatch(JSON.stringify(error) + error.stack, /hush/);
      return true;
    });
  });
});
