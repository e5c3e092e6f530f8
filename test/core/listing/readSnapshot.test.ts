import assert from "node:assert/strict";
import type { TaskPage } from "../../../provider/core/listing/page";
import { readSnapshot } from "../../../provider/core/listing/readSnapshot";
import { makeTask } from "../../support/tasks/makeTask";

/** Reads before a service that gives these answers one after the other, the last one for ever. */
function reading(...answers: TaskPage[]) {
  let calls = 0;
  const fetchPage = async () => answers[Math.min(calls++, answers.length - 1)] as TaskPage;
  const snapshot = readSnapshot(fetchPage, { pageSize: 10, operation: "List", region: "r" });
  return { snapshot, calls: () => calls };
}

describe("readSnapshot", () => {
  const none: TaskPage = { tasks: [], totalElements: 3 };
  const three: TaskPage = { tasks: ["c", "b", "a"].map((id) => makeTask(id)), totalElements: 3 };

  it("has no list when the service counts tasks and lists none, twice", async () => {
    const { snapshot, calls } = reading(none);
    await assert.rejects(snapshot, {
      kind: "unsettled",
      message: "[unsettled] List in r: the service counts 3 tasks and lists none, twice. Read again later",
    });
    assert.equal(calls(), 2);
  });

  it("reads the second answer when the service counts tasks and lists none once", async () => {
    const { snapshot, calls } = reading(none, three);
    assert.deepEqual(
      (await snapshot).tasks.map(({ taskId }) => taskId),
      ["a", "b", "c"],
    );
    assert.equal(calls(), 2);
  });

  it("takes no tasks for an empty list where none are counted, or where they are not counted", async () => {
    for (const empty of [{ tasks: [], totalElements: 0 }, { tasks: [] }]) {
      const { snapshot, calls } = reading(empty);
      assert.deepEqual((await snapshot).tasks, []);
      assert.equal(calls(), 1);
    }
  });
});
