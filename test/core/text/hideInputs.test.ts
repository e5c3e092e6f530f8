import assert from "node:assert/strict";
import { parseGateArguments } from "../../../provider/core/arguments/gateArguments";
import { argumentsError } from "../../../provider/core/arguments/parseArguments";
import { hideInputs } from "../../../provider/core/text/hideInputs";
import { describeList } from "../../../provider/core/verdict/describeList";
import { judge } from "../../../provider/core/verdict/judge";
import { describeDenial } from "../../../provider/wire/rpc/describeDenial";
import { makeTask } from "../../support/tasks/makeTask";

const CONDITION = { require: "all", minTasks: 1, failOn: ["failed"], notFoundTimeout: 1 } as const;
const PLACE = { regionCode: "cn-hangzhou", clusterName: "c" };

const sentenceOf = (taskIds: string[], listed: string[]) =>
  judge(
    listed.map((id, at) => makeTask(id, ["finished", "running", "failed", "odd"][at] ?? "queueing")),
    { ...CONDITION, taskIds },
    () => ({ lasted: 0, gone: false }),
    Date.parse("2030-01-01"),
  ).verdict.sentence;

describe("hideInputs", () => {
  for (const secret of ["a", "x1", "in", "is", "of", "1", "(", "for"]) {
    it(`hides the short secret "${secret}" wherever one of this package's sentences names an input`, () => {
      const denial = describeDenial(undefined, {
        action: "DescribeDownloadTask",
        host: "dbs.example",
        isHostListed: true,
        parameters: { InstanceName: secret },
        region: "cn-hangzhou",
        credentials: "test",
        show: (text) => text,
      });
      const issues = parseGateArguments({ instanceName: secret, regionCode: secret, minTasks: secret }).issues ?? [];
      const rows: [string, string][] = [
        [`gate: ${sentenceOf([secret], [secret])}`, "gate: [secret] finished, created"],
        [sentenceOf([secret, "dt-b"], [secret, "dt-b"]), "1 of 2 finished: dt-b"],
        [sentenceOf(["dt-a", secret], ["dt-a", secret]), "1 of 2 finished: [secret]"],
        [sentenceOf(["dt-a", "dt-b", secret], ["dt-a", "dt-b", secret]), "1 of 3 finished: [secret] failed, dt-b"],
        [sentenceOf(["dt-a", secret], ["dt-a"]), "1 of 2 finished: [secret] not listed yet"],
        [
          `nothing was ever listed for ${describeList({ ...PLACE, instanceName: secret, backupSetId: secret })}`,
          'nothing was ever listed for [secret] in cn-hangzhou with clusterName "c", backupSetId "[secret]"',
        ],
        [
          `download tasks of ${secret} in cn-hangzhou: cancelled`,
          "download tasks of [secret] in cn-hangzhou: cancelled",
        ],
        [
          denial.advice,
          "Add a RAM policy that allows dbs:DescribeDownloadTask on the resource [secret] in cn-hangzhou",
        ],
        [argumentsError("DownloadTasksGate", issues).message, 'regionCode is "[secret]", but must be'],
      ];
      for (const [text, shown] of rows) {
        const hidden = hideInputs(text, [secret]);
        assert.ok(hidden.includes(shown), `${hidden} instead of ${shown}`);
      }
    });

    it(`does not search for the short secret "${secret}" in the other words of a message`, () => {
      const text =
        "download tasks of rm-1 in cn-hangzhou: gave up after 1h because a task failed. Last seen: 1 of 3 finished: " +
        "dt-a 4/10 tables, dt-b failed. This is for a table in a list of 1 item (a look)";
      assert.equal(hideInputs(text, [secret]), text);
    });
  }

  it("hides a longer secret in every spelling and in the middle of a word", () => {
    assert.equal(hideInputs("no RM-Bp1 or xrm%2Dbp1x", ["rm-bp1"]), "no [secret] or x[secret]x");
  });

  it("hides the longer of two short secrets first", () => {
    assert.equal(hideInputs('is "ab", but', ["a", "ab"]), 'is "[secret]", but');
  });
});
