import assert from "node:assert/strict";
import { DbsError } from "../../provider/core/errors";
import { openGate } from "../../provider/dynamic/openRecord";
import { makeTask } from "../support/tasks/makeTask";

const tasks = [makeTask("dt-1", "finished")];
const handedOver = { tasks, summary: "1 of 1 finished", openedAt: "2026-11-24T00:00:00.000Z" };
const NOTHING = "the program left no result in /tmp/x";
const now = () => Date.UTC(2026, 10, 25);
const take = () => {
  throw new Error(NOTHING);
};
const fails = (error: Error) => ({ take, now, wait: () => Promise.reject(error) });

describe("openGate", () => {
  it("returns what the program handed over, with its time, and does not wait", async () => {
    const wait = () => assert.fail("waited");
    assert.equal(await openGate({ take: () => handedOver, wait, now }), handedOver);
  });

  it("waits if the program handed nothing over, and records the time of its own wait", async () => {
    const verdict = { state: "ready" as const, sentence: "found here", tasks, warnings: [] };
    const record = await openGate({ take, wait: async () => verdict, now });
    assert.deepEqual(record, { tasks, summary: "found here", openedAt: "2026-11-25T00:00:00.000Z" });
  });

  for (const [what, value] of [
    ["null", null],
    ["an object without fields", {}],
    ["tasks that are no list", { ...handedOver, tasks: "dt-1" }],
    ["a task without an id", { ...handedOver, tasks: [{}] }],
    ["a summary that is a number", { ...handedOver, summary: 1 }],
    ["a time that can't be read", { ...handedOver, openedAt: "now" }],
  ] as const) {
    it(`waits if the program handed over ${what}`, async () => {
      await assert.rejects(openGate({ ...fails(new DbsError("taskFailed", "dt-1 failed")), take: () => value }), {
        message: /looked itself, because what the program left is not a gate's record$/,
      });
    });
  }

  it("says in an error of its own wait which process looked, and why", async () => {
    const shared = new DbsError("taskFailed", "dt-1 failed.");
    await assert.rejects(openGate(fails(shared)), {
      message: `[taskFailed] dt-1 failed. Pulumi's provider process looked itself, because ${NOTHING}`,
    });
    assert.equal(shared.message, "[taskFailed] dt-1 failed.", "other gates share the error");
  });

  for (const kind of ["credentials", "arguments"] as const) {
    it(`says in an error of kind ${kind} that this process does not see the program's own variables`, async () => {
      await assert.rejects(openGate(fails(new DbsError(kind, "nothing found"))), {
        message: `[${kind}] nothing found. Pulumi's provider process, which does not see what the program writes into its own process.env, looked itself, because ${NOTHING}`,
      });
    });
  }
});
