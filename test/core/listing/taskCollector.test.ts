import assert from "node:assert/strict";
import type { PageRequest } from "../../../provider/core/listing/page";
import { createTaskCollector } from "../../../provider/core/listing/taskCollector";
import { makeTask } from "../../support/tasks/makeTask";

const REQUEST: PageRequest = { currentPage: 1, pageSize: 10, orderDirect: "desc" };

/** Makes a collector whose calls are sent and answered by hand. */
function collecting(selection?: Parameters<typeof createTaskCollector>[2]) {
  const calls: { send(): void; answer(state: string, gmtCreate?: string): Promise<void> }[] = [];
  const collector = createTaskCollector(
    (_, onSend) =>
      new Promise((resolve) => {
        const answer = async (state: string, gmtCreate = "2026-01-01T00:00:00.000Z") => {
          resolve({ tasks: [makeTask("dt-1", state, { gmtCreate })] });
          await new Promise(setImmediate);
        };
        calls.push({ send: onSend, answer });
      }),
    10,
    selection,
  );
  const begin = () => {
    void collector.fetch(REQUEST).then(collector.keep);
    return calls.at(-1) as (typeof calls)[number];
  };
  return { collector, begin, state: () => collector.selected()[0]?.downloadStatus };
}

describe("createTaskCollector", () => {
  it("keeps the state of the answer that was requested last, even if it arrives first", async () => {
    const { begin, state } = collecting();
    const [first, second] = [begin(), begin()];
    await second.answer("finished");
    await first.answer("running");
    assert.equal(state(), "finished");
  });

  it("keeps the state of the latest of three requests", async () => {
    const { begin, state } = collecting();
    const [first, second, third] = [begin(), begin(), begin()];
    await first.answer("queueing");
    await third.answer("finished");
    await second.answer("running");
    assert.equal(state(), "finished");
  });

  it("counts a call as requested when its last retry was sent", async () => {
    const { begin, state } = collecting();
    const [first, second] = [begin(), begin()];
    first.send();
    second.send();
    first.send();
    await first.answer("finished");
    await second.answer("running");
    assert.equal(state(), "finished");
  });

  it("drops a task from the selection if a later answer shows it outside", async () => {
    const { collector, begin } = collecting({ state: "running", endTime: Date.UTC(2026, 0, 2) });
    await begin().answer("running");
    assert.deepEqual([collector.seen.size, collector.selected().length], [1, 1]);
    await begin().answer("finished");
    assert.deepEqual([collector.seen.size, collector.selected().length], [0, 0]);
    await begin().answer("running", "2026-01-03T00:00:00.000Z");
    assert.deepEqual([collector.seen.size, collector.seen.has("dt-1"), collector.size], [0, true, 1]);
  });
});
