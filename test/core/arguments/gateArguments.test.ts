import assert from "node:assert/strict";
import { parseGateArguments, partialGateIssues } from "../../../provider/core/arguments/gateArguments";

const enough = { instanceName: "rm-1", regionCode: "cn-hangzhou" };
const firstIssue = (args: object) => parseGateArguments({ ...enough, ...args }).issues?.[0];

describe("parseGateArguments", () => {
  it("defaults to waiting for the newest task with a time-out of an hour", () => {
    assert.deepEqual(parseGateArguments(enough).value, {
      selection: enough,
      condition: { require: "latest", minTasks: 1, failOn: ["failed", "expired"], notFoundTimeout: 300_000 },
      timeout: 3_600_000,
      pollInterval: 60_000,
    });
  });

  it("defaults to waiting for all tasks if they are named", () => {
    assert.equal(parseGateArguments({ ...enough, taskIds: ["a"] }).value?.condition.require, "all");
  });

  it("treats an input that is null as not given", () => {
    const names = ["taskIds", "startTime", "require", "minTasks", "failOn", "notFoundTimeout", "timeout", "triggers"];
    const none = Object.fromEntries(names.map((name) => [name, null]));
    assert.deepEqual(parseGateArguments({ ...enough, ...none }).value, parseGateArguments(enough).value);
  });

  it("accepts a time-out of 0 and an empty failOn", () => {
    const { value } = parseGateArguments({ ...enough, timeout: 0, failOn: [] });
    assert.deepEqual([value?.timeout, value?.condition.failOn], [0, []]);
  });

  it("refuses to require all tasks of the whole history, and names three alternatives", () => {
    assert.match(firstIssue({ require: "all" })?.reason ?? "", /taskIds.*backupSetId.*startTime/);
    for (const way of [{ taskIds: ["a"] }, { backupSetId: "b" }, { startTime: "2026-01-01" }]) {
      assert.equal(parseGateArguments({ ...enough, require: "all", ...way }).issues, undefined);
    }
  });

  it("accepts retries of the tasks that it is given, and no retries beside anything", () => {
    const retries = (args: object) => parseGateArguments({ ...enough, ...args }).value?.taskRetries;
    assert.equal(retries({ taskIds: ["a"], taskRetries: 2 }), 2);
    assert.equal(retries({ backupSetId: "b", taskRetries: 1 }), 1);
    const { issues } = parseGateArguments({ ...enough, taskRetries: 0, timeout: 0, failOn: [] });
    assert.equal(issues, undefined);
  });

  const refused: [string, object, string, RegExp][] = [
    ["finished as a failing state", { failOn: ["finished"] }, "failOn", /\[0\] is "finished"/],
    ["states that are not in a list", { failOn: "failed" }, "failOn", /a list of states/],
    [
      "a minTasks of 0, and says why",
      { minTasks: 0 },
      "minTasks",
      /at least 1\. A gate never opens on an empty selection, .*typo in the instance.*getDownloadTasks/,
    ],
    ["a minTasks above the number of named tasks", { taskIds: ["a"], minTasks: 2 }, "minTasks", /never be reached/],
    ["an argument that only lists have", { pageSize: 10 }, "pageSize", /not a known argument/],
    ["a poll interval of 0", { pollInterval: 0 }, "pollInterval", /greater than 0/],
    ["a duration in words", { timeout: "6 hours" }, "timeout", /"6 hours".*"1h30m"/],
    ["a negative taskRetries", { taskIds: ["a"], taskRetries: -1 }, "taskRetries", /is -1, but must be .* at least 0/],
    ["a part of a retry", { taskIds: ["a"], taskRetries: 0.5 }, "taskRetries", /is 0\.5, but must be a whole number/],
    [
      "retries of tasks that were not given",
      { taskRetries: 2 },
      "taskRetries",
      /is 2, .*not given; .*taskIds or backupSetId/,
    ],
    [
      "retries with a single look",
      { taskIds: ["a"], taskRetries: 2, timeout: 0 },
      "taskRetries",
      /timeout 0 allows only one/,
    ],
    [
      "retries if a failed task does not count as a failure",
      { taskIds: ["a"], taskRetries: 2, failOn: ["expired"] },
      "taskRetries",
      /failOn lacks "failed"/,
    ],
    ["an unknown condition", { require: "some" }, "require", /latest, all, any/],
  ];
  for (const [what, args, property, reason] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(firstIssue(args)?.property, property);
      assert.match(firstIssue(args)?.reason ?? "", reason);
    });
  }
});

describe("partialGateIssues", () => {
  it("accepts incomplete inputs", () => assert.deepEqual(partialGateIssues({ require: "all" }), []));
  it("reports an invalid value among incomplete inputs", () => {
    assert.deepEqual(
      partialGateIssues({ minTasks: 0 }).map(({ property }) => property),
      ["minTasks"],
    );
  });
});
