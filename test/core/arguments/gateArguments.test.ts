import assert from "node:assert/strict";
import { parseGateArguments, partialGateIssues } from "../../../provider/core/arguments/gateArguments";

const enough = { instanceName: "rm-1", regionCode: "cn-hangzhou" };
const gateReason = (words: object) => parseGateArguments({ ...enough, ...words }).issues?.[0];

describe("parseGateArguments", () => {
  it("waits for the newest task by default, an hour", () => {
    assert.deepEqual(parseGateArguments(enough).value, {
      selection: enough,
      condition: { require: "latest", minTasks: 1, failOn: ["failed", "expired"], notFoundTimeout: 300_000 },
      timeout: 3_600_000,
      pollInterval: 60_000,
    });
  });

  it("waits for all of the named tasks by default", () => {
    assert.equal(parseGateArguments({ ...enough, taskIds: ["a"] }).value?.condition.require, "all");
  });

  it("allows one look, and no state that fails", () => {
    const { value } = parseGateArguments({ ...enough, timeout: 0, failOn: [] });
    assert.deepEqual([value?.timeout, value?.condition.failOn], [0, []]);
  });

  it('refuses "all" over a whole history and names the three ways out', () => {
    assert.match(gateReason({ require: "all" })?.reason ?? "", /taskIds.*backupSetId.*startTime/);
    for (const way of [{ taskIds: ["a"] }, { backupSetId: "b" }, { startTime: "2026-01-01" }]) {
      assert.equal(parseGateArguments({ ...enough, require: "all", ...way }).issues, undefined);
    }
  });

  const refused: [string, object, string, RegExp][] = [
    ["finished among the states that fail", { failOn: ["finished"] }, "failOn", /\[0\] is "finished"/],
    ["states that are no list", { failOn: "failed" }, "failOn", /a list of states/],
    ["more tasks than are named", { taskIds: ["a"], minTasks: 2 }, "minTasks", /never be reached/],
    ["an argument of the list", { pageSize: 10 }, "pageSize", /no argument of this call/],
    ["a pause of nothing", { pollInterval: 0 }, "pollInterval", /more than 0/],
    ["a duration of another form", { timeout: "6 hours" }, "timeout", /"6 hours".*"1h30m"/],
    ["another condition", { require: "some" }, "require", /latest, all, any/],
  ];
  for (const [what, words, property, reason] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(gateReason(words)?.property, property);
      assert.match(gateReason(words)?.reason ?? "", reason);
    });
  }
});

describe("partialGateIssues", () => {
  it("finds no fault with what is not there", () => assert.deepEqual(partialGateIssues({ require: "all" }), []));
  it("finds what is wrong by itself", () => {
    assert.deepEqual(
      partialGateIssues({ minTasks: 0 }).map(({ property }) => property),
      ["minTasks"],
    );
  });
});
