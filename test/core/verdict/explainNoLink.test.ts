import assert from "node:assert/strict";
import { explainNoLink } from "../../../provider/core/verdict/explainNoLink";
import { makeTask } from "../../support/tasks/makeTask";

describe("explainNoLink", () => {
  for (const [what, state, progress, reason] of [
    ["initializing", "initializing", undefined, "dt-1 is initializing"],
    ["queueing", "queueing", { completed: 0, total: 0 }, "dt-1 is queueing"],
    ["running", "running", { completed: 4, total: 10 }, "dt-1 is running (4/10 tables)"],
    ["in a state that is new to it", "paused", undefined, "dt-1 is paused"],
    ["expired", "expired", undefined, "dt-1 is expired"],
    ["in a state that can't be shown", "https://host/x?Signature=y", undefined, "dt-1 is in an unknown state"],
  ] as const) {
    it(`says the state of a task that is ${what}, which is a conflict`, () => {
      const task = makeTask("dt-1", state, { targetType: "URL", ...(progress && { progress }) });
      const explained = explainNoLink(task);
      assert.deepEqual([explained?.kind, explained?.reason], ["conflict", reason]);
    });
  }

  it("advises to retry a failed task", () => {
    const explained = explainNoLink(makeTask("dt-1", "failed", { targetType: "URL" }));
    assert.deepEqual([explained?.kind, explained?.reason], ["conflict", "dt-1 failed"]);
    assert.match(explained?.advice ?? "", /^Retry the failed task/);
  });

  for (const state of ["running", "finished", "failed"]) {
    it(`says that an export to OSS never has a link, also while it is ${state}`, () => {
      const explained = explainNoLink(makeTask("dt-1", state, { targetType: "OSS", targetPath: "oss://b/p" }));
      assert.deepEqual([explained?.kind, explained?.reason], ["arguments", "dt-1 is an export to OSS"]);
    });
  }

  it("knows an export to OSS whatever the letter case of its type", () => {
    const explained = explainNoLink(makeTask("dt-1", "finished", { targetType: "oss" }));
    assert.deepEqual([explained?.kind, explained?.reason], ["arguments", "dt-1 is an export to OSS"]);
  });

  for (const [state, targetType] of [
    ["running", "URL"],
    ["failed", "URL"],
    ["finished", "OSS"],
  ] as const) {
    it(`shows the id of a ${state} task with target ${targetType} on one line and at a bounded length`, () => {
      const { reason = "" } =
        explainNoLink(makeTask(`dt-1\r\n\u001b[31m${"x".repeat(500)}`, state, { targetType })) ?? {};
      assert.match(reason, /^dt-1 \[31mx+… /);
      assert.ok(reason.length < 150, reason);
    });
  }

  it("has no explanation for a finished export of type URL", () => {
    assert.equal(explainNoLink(makeTask("dt-1", "finished", { targetType: "URL" })), undefined);
    assert.equal(explainNoLink(makeTask("dt-1", "finished")), undefined);
  });
});
