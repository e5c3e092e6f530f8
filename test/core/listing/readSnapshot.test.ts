import assert from "node:assert/strict";
import type { TaskPage } from "../../../provider/core/listing/page";
import { readSnapshot } from "../../../provider/core/listing/readSnapshot";
import { makeTask } from "../../support/tasks/makeTask";

/** Starts a read from a service that gives these answers in turn and then repeats the last one. */
function reading(...answers: TaskPage[]) {
  let calls = 0;
  const fetchPage = async () => answers[Math.min(calls++, answers.length - 1)] as TaskPage;
  const snapshot = readSnapshot(fetchPage, { pageSize: 10, operation: "List", region: "r" });
  return { snapshot, calls: () => calls };
}

describe("readSnapshot", () => {
  const none: TaskPage = { tasks: [], totalElements: 3 };
  const three: TaskPage = { tasks: ["c", "b", "a"].map((id) => makeTask(id)), totalElements: 3 };

  it("rejects if the service counts tasks but lists none, twice in a row", async () => {
    const { snapshot, calls } = reading(none);
    await assert.rejects(snapshot, {
      kind: "unsettled",
      message: "[unsettled] List in r: the service counted 3 tasks but listed none, twice in a row. Try again later",
    });
    assert.equal(calls(), 2);
  });

  it("uses the second answer if only the first one counts tasks but lists none", async () => {
    const { snapshot, calls } = reading(none, three);
    assert.deepEqual(
      (await snapshot).tasks.map(({ taskId }) => taskId),
      ["a", "b", "c"],
    );
    assert.equal(calls(), 2);
  });

  it("accepts an empty list if the service counts no tasks or gives no count", async () => {
    for (const empty of [{ tasks: [], totalElements: 0 }, { tasks: [] }]) {
      const { snapshot, calls } = reading(empty);
      assert.deepEqual((await snapshot).tasks, []);
      assert.equal(calls(), 1);
    }
  });
});
