import assert from "node:assert/strict";
import type { EngineRun } from "../temporaryStack";
import { PROGRAM_NOT_STARTED, untilConnected } from "./untilConnected";

const ended = (output: string, error?: string): EngineRun => ({
  output,
  events: [],
  ...(error === undefined ? {} : { error: new Error(error) }),
});
const SLOW = ended("pulumi-nodejs (resource) plugin [x] did not begin responding to RPC connections", "exit code 1");
const EMPTY = ended("2 deleted", PROGRAM_NOT_STARTED);
const GONE = ended("", "14 UNAVAILABLE: No connection established. Last error: null");

/** Runs a script of results, and returns the number of runs and the last result. */
async function runs(...script: EngineRun[]): Promise<[number, EngineRun]> {
  let count = 0;
  const last = await untilConnected(
    async () => script[count++] ?? assert.fail("one run too many"),
    () => {},
  );
  return [count, last];
}

describe("untilConnected", () => {
  it("repeats a run whose processes did not reach each other, up to three times", async () => {
    const good = ended("done");
    assert.deepEqual(await runs(SLOW, EMPTY, good), [3, good]);
    assert.deepEqual(await runs(SLOW, SLOW, GONE), [3, GONE]);
  });

  it("does not repeat a run that succeeded or that failed for another reason", async () => {
    for (const result of [ended("done"), ended("[taskFailed] gate: gave up", "exit code 1")]) {
      assert.deepEqual(await runs(result), [1, result]);
    }
  });
});
