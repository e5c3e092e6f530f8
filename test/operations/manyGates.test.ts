import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { DbsError } from "../../provider/core/errors";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { seededRandom } from "../support/seededRandom";
import { CONDITION, SELECTION } from "../support/sharing/gateDefaults";
import { listingConnection, wireTask } from "../support/sharing/listingConnection";
import { slowListing } from "../support/sharing/slowListing";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

/** Opens gates on one instance, all started within half a second. Returns their requests and opening times. */
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
      await clock.sleep(at * 5);
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

/** Counts the calls that gates on one list make. All start within two seconds, and their task ends after 11 minutes. */
async function slowGates(gates: number, latency: number, failure: (now: number) => DbsError | undefined) {
  const random = seededRandom(gates);
  const { connection, clock, calls } = slowListing(
    (now) => [wireTask("dt-a", now - START < 11 * MINUTE ? "running" : "finished", START)],
    () => latency * (0.5 + random()),
    (now) => failure(now - START),
  );
  const caller = { connect: () => ({ ...connection, random }) } as unknown as Caller;
  await Promise.all(
    Array.from({ length: gates }, async (_, at) => {
      await clock.sleep(at * 20);
      const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
      const condition = { require: "latest", minTasks: 1, failOn: [], notFoundTimeout: 0 } as const;
      await awaitTasks({ selection, condition, timeout: 60 * MINUTE, pollInterval: MINUTE }, caller);
    }),
  );
  return calls.length;
}

describe("many gates on one instance", () => {
  for (const pages of [1, 3]) {
    it(`look about as often as one gate at a list of ${pages} ${pages === 1 ? "page" : "pages"}`, async () => {
      const one = await openGates(1, pages);
      const hundred = await openGates(100, pages);
      const looks = (asked: Record<string, string>[]) => asked.filter(({ EndTime }) => EndTime === undefined).length;
      assert.ok(Math.abs(looks(hundred.asked) - looks(one.asked)) <= 2, `${looks(hundred.asked)} ${looks(one.asked)}`);
      // Time windows overlap, so a list of nearly three pages takes four calls. Some looks need fewer pages.
      const calls = pages === 1 ? 1 : pages + 1;
      assert.ok(hundred.asked.length <= calls * looks(hundred.asked), `${hundred.asked.length} calls`);
    });
  }

  const slow: [string, number, (now: number) => DbsError | undefined][] = [
    ["if each call takes 1.5 s", 1_500, () => undefined],
    ["if each call takes 3 s", 3_000, () => undefined],
    [
      "while the service is down for ten minutes",
      10_000,
      (now) => (now > 5_000 && now < 10 * MINUTE ? new DbsError("unavailable", "away") : undefined),
    ],
    [
      "while the service throttles for ten minutes",
      10_000,
      (now) => (now > 5_000 && now < 10 * MINUTE ? new DbsError("throttled", "busy") : undefined),
    ],
  ];
  for (const [what, latency, failure] of slow) {
    it(`send hardly more requests than one gate ${what}`, async () => {
      const [one, hundred] = [await slowGates(1, latency, failure), await slowGates(100, latency, failure)];
      assert.ok(hundred <= one * 1.3 + 3, `a hundred gates made ${hundred} calls, one gate made ${one}`);
    });
  }

  it("make only two requests if they begin within half a second and their tasks are finished", async () => {
    const { connection, asked, clock } = listingConnection(() => [wireTask("dt-a", "finished", START)]);
    const caller = { connect: () => connection } as unknown as Caller;
    await Promise.all(
      Array.from({ length: 100 }, async (_, at) => {
        await clock.sleep(at * 4);
        await awaitTasks(
          { selection: SELECTION, condition: CONDITION, timeout: 60 * MINUTE, pollInterval: MINUTE },
          caller,
        );
      }),
    );
    assert.equal(asked.length, 2);
  });

  it("read the first page at most ten times a minute, even if they need different numbers of pages", async () => {
    const firstPages = async (depths: readonly number[]) => {
      const random = seededRandom(depths.length);
      const list = Array.from({ length: 299 }, (_, at) => wireTask(`dt-${at}`, "running", START - at));
      const { connection, asked, clock } = listingConnection(() => list);
      const caller = { connect: () => ({ ...connection, random }) } as unknown as Caller;
      const ended = depths.map(async (depth, at) => {
        await clock.sleep(at * 10);
        const taskIds = [`dt-${depth * 100}`];
        const request = { selection: SELECTION, timeout: 10 * MINUTE, pollInterval: MINUTE };
        await awaitTasks({ ...request, condition: { ...CONDITION, taskIds } }, caller).catch(() => {});
      });
      await Promise.all(ended);
      return asked.filter(({ EndTime }) => EndTime === undefined).length / 10;
    };
    const [one, many] = [await firstPages([0]), await firstPages(Array.from({ length: 30 }, (_, at) => at % 3))];
    console.log(`      ${many} first pages a minute for gates of three depths, ${one} for one gate`);
    assert.ok(one <= 6 && many <= 10, `${many} first pages a minute for gates of three depths, ${one} for one gate`);
  });

  it("all open at the same look", async () => {
    const { opened } = await openGates(100, 1);
    assert.equal(new Set(opened).size, 1);
    assert.ok((opened[0] as number) >= MINUTE);
  });
});
