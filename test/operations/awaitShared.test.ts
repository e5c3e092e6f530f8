import assert from "node:assert/strict";
import type { Caller } from "../../provider/connection/caller";
import { DbsError } from "../../provider/core/errors";
import type { GateRequest, TaskCondition } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { listTasks } from "../../provider/operations/listTasks";
import { CONDITION, SELECTION } from "../support/sharing/gateDefaults";
import { listingConnection, wireTask } from "../support/sharing/listingConnection";
import { slowListing } from "../support/sharing/slowListing";

const START = Date.UTC(2026, 0, 1);

/** Makes a request for gates that share one connection and a list with one running task. */
function twoGates({ timeout }: { timeout: number }) {
  const list = [wireTask("dt-a", "running", START)];
  const { connection, clock, asked } = listingConnection(() => list);
  const caller = { connect: () => connection } as unknown as Caller;
  const request: GateRequest = { selection: SELECTION, condition: CONDITION, timeout, pollInterval: 60_000 };
  return { request, caller, clock, list, asked };
}

describe("awaitTasks beside other waits on the same list", () => {
  it("does not open on an answer from before it began, even if that answer is only a moment old", async () => {
    const list = [wireTask("dt-old", "finished", START - 2)];
    const { connection, clock, asked } = listingConnection(() => list);
    const caller = { connect: () => connection } as unknown as Caller;
    const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
    const condition: TaskCondition = { require: "latest", minTasks: 1, failOn: [], notFoundTimeout: 0 };
    const request: GateRequest = { selection, condition, timeout: 600_000, pollInterval: 60_000 };
    await awaitTasks(request, caller);
    await clock.sleep(100);
    list.push(wireTask("dt-new", "running", START - 1));
    const second = awaitTasks(request, caller);
    await clock.sleep(5_000);
    list[1] = wireTask("dt-new", "finished", START - 1);
    assert.deepEqual(
      (await second).tasks.map(({ taskId }) => taskId),
      ["dt-new"],
    );
    assert.equal(asked.length, 3);
  });

  it("sees in its only look that the task finished after another wait's look", async () => {
    const { request, caller, clock, list, asked } = twoGates({ timeout: 0 });
    await assert.rejects(awaitTasks(request, caller), { kind: "timeout" });
    await clock.sleep(400);
    list[0] = wireTask("dt-a", "finished", START);
    assert.equal((await awaitTasks(request, caller)).state, "ready");
    assert.equal(asked.length, 2);
  });

  it("opens within half a second of another wait's look if the task finished just after that look", async () => {
    const { request, caller, clock, list, asked } = twoGates({ timeout: 600_000 });
    await assert.rejects(awaitTasks({ ...request, timeout: 0 }, caller), { kind: "timeout" });
    await clock.sleep(400);
    list[0] = wireTask("dt-a", "finished", START);
    const began = clock.now();
    await awaitTasks(request, caller);
    assert.deepEqual([clock.now() - began, asked.length], [100, 2]);
  });

  it("opens within seconds if the task finished after the last look of another wait that is now asleep", async () => {
    const { request, caller, clock, list, asked } = twoGates({ timeout: 600_000 });
    const first = awaitTasks(request, caller);
    await clock.sleep(400);
    list[0] = wireTask("dt-a", "finished", START);
    const began = clock.now();
    await Promise.all([first, awaitTasks(request, caller)]);
    assert.deepEqual([clock.now() - began, asked.length], [3_000, 2]);
  });

  it("keeps to its time-out if its first look must wait for others to join", async () => {
    const { connection, clock } = slowListing(
      () => [wireTask("dt-a", "finished", START)],
      () => 9_000,
    );
    const limits: number[] = [];
    const call: typeof connection.call = (operation, input, options) => {
      limits.push(options.deadline - clock.now());
      return connection.call(operation, input, options);
    };
    const caller = { connect: () => ({ ...connection, call }) } as unknown as Caller;
    const request = { selection: SELECTION, condition: CONDITION, timeout: 10_000, pollInterval: 60_000 };
    const first = awaitTasks(request, caller);
    await clock.sleep(100);
    await awaitTasks(request, caller).catch(() => {});
    await first;
    assert.deepEqual(limits, [10_000, 9_600]);
  });

  it("is not delayed by concurrent reads with shorter time limits", async () => {
    const { connection, clock } = slowListing(
      (now) => [wireTask("dt-a", now - START < 60_000 ? "running" : "finished", START)],
      () => 1_500,
    );
    const call: typeof connection.call = (operation, input, options) =>
      options.callTimeoutMs < 1_500
        ? clock.sleep(options.callTimeoutMs).then(() => Promise.reject(new DbsError("unavailable", "too slow")))
        : connection.call(operation, input, options);
    const caller = { defaultRegion: async () => "cn-hangzhou", connect: () => ({ ...connection, call }) };
    const reading = new AbortController();
    const readOn = async () => {
      while (!reading.signal.aborted) {
        const read = listTasks({ instanceName: "rm-1", callTimeout: "1s" }, caller as unknown as Caller);
        await read.catch(() => {});
        await clock.sleep(100);
      }
    };
    void readOn();
    const request = { selection: SELECTION, condition: CONDITION, timeout: 1_800_000, pollInterval: 60_000 };
    await awaitTasks(request, caller as unknown as Caller);
    reading.abort();
    assert.ok(clock.now() - START < 80_000, `${clock.now() - START} ms`);
  });

  it("does not fail if a request from before it began is refused", async () => {
    let denied = true;
    const { connection, clock } = slowListing(
      () => [wireTask("dt-a", "finished", START)],
      () => 1_000,
    );
    const call: typeof connection.call = async (...asked) => {
      const refuses = denied;
      const answer = await connection.call(...asked);
      if (refuses) throw new DbsError("denied", "no");
      return answer;
    };
    const caller = { connect: () => ({ ...connection, call }) } as unknown as Caller;
    const request = { selection: SELECTION, condition: CONDITION, timeout: 60_000, pollInterval: 60_000 };
    const first = assert.rejects(awaitTasks(request, caller), { kind: "denied" });
    await clock.sleep(100);
    denied = false;
    assert.equal((await awaitTasks(request, caller)).state, "ready");
    await first;
  });

  it("never uses an answer twice, however short its pauses are", async () => {
    const { connection, clock, calls } = slowListing(
      (now) => [wireTask("dt-a", now - START < 20_000 ? "running" : "finished", START)],
      () => 10,
    );
    const caller = { connect: () => connection } as unknown as Caller;
    let looks = 0;
    const options = {
      onProgress: () => {
        looks += 1;
      },
    };
    // The clock also advances while a look is being prepared.
    const now = clock.now;
    let ticks = 0;
    clock.now = () => now() + (ticks++ % 3 === 0 ? 0 : 1);
    const request = { selection: SELECTION, condition: CONDITION, timeout: 600_000, pollInterval: 1_000 };
    await awaitTasks(request, caller, options);
    assert.equal(calls.length, looks);
  });

  it("reads later pages hardly more often beside waits that need only the first one", async () => {
    const many = (now: number) =>
      Array.from({ length: 350 }, (_, at) => wireTask(`dt-${at}`, now < 600_000 ? "running" : "finished", START - at));
    const deeper = async (others: boolean) => {
      const { connection, clock, asked } = listingConnection(() => many(clock.now() - START));
      const caller = { connect: () => connection } as unknown as Caller;
      const wait = (require: "all" | "latest", pollInterval: number) =>
        awaitTasks(
          { selection: SELECTION, condition: { ...CONDITION, require }, timeout: 3_600_000, pollInterval },
          caller,
        );
      await Promise.all([wait("all", 60_000), ...(others ? [wait("latest", 2_000)] : [])]);
      return asked.filter(({ EndTime }) => EndTime !== undefined).length;
    };
    const [alone, beside] = [await deeper(false), await deeper(true)];
    assert.ok(beside <= alone * 1.3, `${beside} beside other waits, ${alone} alone`);
  });
});
