import assert from "node:assert/strict";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import type { Caller } from "../../provider/operations/caller";
import { listingConnection, wireTask } from "../support/listingConnection";
import { seededRandom } from "../support/seededRandom";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** So many gates on one instance, started within a second; gives what they asked, and when each opened. */
async function openGates(gates: number, pages: number) {
  const random = seededRandom(gates);
  const list = (now: number) =>
    Array.from({ length: pages * 100 - 1 }, (_, at) =>
      wireTask(`dt-${at}`, at % 7 === 0 && now < MINUTE ? "running" : "finished", START - at),
    );
  const { connection, asked, clock } = listingConnection(() => list(clock.now() - START));
  const caller = { connect: () => ({ ...connection, random }) } as unknown as Caller;
  const opened = await Promise.all(
    Array.from({ length: gates }, async (_, at) => {
      await clock.sleep(at * 10);
      const taskIds = at % 3 === 0 ? [`dt-${7 * (at % 14)}`] : undefined;
      await awaitTasks(
        {
          selection: { regionCode: "cn-hangzhou", instanceName: "rm-1", backupSetId: "1", ...(taskIds && { taskIds }) },
          condition: {
            require: at % 2 === 0 ? "all" : "latest",
            minTasks: 1,
            failOn: ["failed"],
            notFoundTimeout: 0,
            ...(taskIds && { taskIds }),
          },
          timeout: 60 * MINUTE,
          pollInterval: at % 5 === 0 ? 30_000 : MINUTE,
        },
        caller,
      );
      return clock.now() - START;
    }),
  );
  return { asked, opened };
}

describe("many gates on one instance", () => {
  for (const pages of [1, 3]) {
    it(`look as often as one, over a list of ${pages} ${pages === 1 ? "page" : "pages"}`, async () => {
      const one = await openGates(1, pages);
      const hundred = await openGates(100, pages);
      const looks = (asked: Record<string, string>[]) => asked.filter(({ EndTime }) => EndTime === undefined).length;
      assert.ok(Math.abs(looks(hundred.asked) - looks(one.asked)) <= 2, `${looks(hundred.asked)} ${looks(one.asked)}`);
      // Windows overlap, so that a list of nearly three pages is read in four.
      const calls = pages === 1 ? 1 : pages + 1;
      assert.equal(hundred.asked.length, calls * looks(hundred.asked));
    });
  }

  it("open at the same look", async () => {
    const { opened } = await openGates(100, 1);
    assert.equal(new Set(opened).size, 1);
    assert.ok((opened[0] as number) >= MINUTE);
  });
});
