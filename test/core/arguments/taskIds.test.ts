import assert from "node:assert/strict";
import { parseGateArguments } from "../../../provider/core/arguments/gateArguments";
import { parseListArguments } from "../../../provider/core/arguments/listArguments";

describe("the taskIds of a list or a gate", () => {
  for (const [what, parse] of [
    ["a list", parseListArguments],
    ["a gate", parseGateArguments],
  ] as const) {
    it(`can't be the ids of DownloadTasks in ${what}`, () => {
      const args = { regionCode: "cn-hangzhou", instanceName: "rm-1", taskIds: ["dt-1", "cn-hangzhou:rm-1:dt-2"] };
      const [issue, ...more] = parse(args).issues ?? [];
      assert.equal(issue?.property, "taskIds");
      assert.match(issue?.reason ?? "", /"cn-hangzhou:rm-1:dt-2" is a DownloadTask's id; give its taskId$/);
      assert.deepEqual(more, []);
    });
  }
});
