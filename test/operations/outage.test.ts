import assert from "node:assert/strict";
import { listTasks } from "../../provider/operations/listTasks";
import { connectionTo, WAITS, waitForAll } from "../support/sharing/waitsInOutage";

const MINUTE = 60_000;

describe(`${WAITS} waits for different instances`, () => {
  for (const minutes of [1, 3]) {
    it(`send at most 1.5 times as many requests in ${minutes} min of an outage as to a healthy service, and wait on`, async () => {
      const healthy = connectionTo(() => false);
      await waitForAll(healthy.caller, minutes * MINUTE);
      const down = connectionTo(() => true);
      const errors = await waitForAll(down.caller, minutes * MINUTE);
      const ratio = down.requests() / healthy.requests();
      assert.ok(
        ratio <= 1.5,
        `${down.requests()} requests instead of ${healthy.requests()}: ${ratio.toFixed(2)} times`,
      );
      assert.deepEqual([...new Set(errors.map(({ kind }) => kind))], ["timeout"]);
    });
  }

  it("leave the retries of a read alone", async () => {
    let before = Number.POSITIVE_INFINITY;
    const { caller, requests } = connectionTo((request) => request <= before + 5);
    await waitForAll(caller, MINUTE);
    before = requests();
    const { ids } = await listTasks({ instanceName: "rm-1" }, caller).then(({ tasks }) => ({
      ids: tasks.map(({ taskId }) => taskId),
    }));
    assert.deepEqual([ids, requests() - before], [["dt-1"], 6]);
  });
});
