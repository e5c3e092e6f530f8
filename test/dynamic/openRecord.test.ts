import assert from "node:assert/strict";
import { DbsError } from "../../provider/core/errors";
import { openRecord } from "../../provider/dynamic/openRecord";
import { type GateRecord, isGateRecord } from "../../provider/lifecycle/gate/gateRecord";
import { makeTask } from "../support/tasks/makeTask";

const tasks = [makeTask("dt-1", "finished")];
const handedOver = { tasks, summary: "1 of 1 finished", openedAt: "2026-11-24T00:00:00.000Z" };
const NOTHING = "the program left no result in /tmp/x";
const of = { isRecord: isGateRecord, what: "a gate's record" };
const take = () => Promise.reject(new Error(NOTHING));
const fails = (error: Error) => ({ ...of, take, work: (): Promise<GateRecord> => Promise.reject(error) });

describe("openRecord", () => {
  it("returns what the program handed over, and does not do the work again", async () => {
    const work = () => assert.fail("worked");
    assert.equal(await openRecord({ ...of, take: async () => handedOver, work }), handedOver);
  });

  it("does the work if the program handed nothing over", async () => {
    const record = { ...handedOver, summary: "found here" };
    assert.equal(await openRecord({ ...of, take, work: async () => record }), record);
  });

  for (const [what, value] of [
    ["null", null],
    ["an object without fields", {}],
    ["tasks that are no list", { ...handedOver, tasks: "dt-1" }],
    ["a task without an id", { ...handedOver, tasks: [{}] }],
    ["a summary that is a number", { ...handedOver, summary: 1 }],
    ["a time that can't be read", { ...handedOver, openedAt: "now" }],
  ] as const) {
    it(`does the work if the program handed over ${what}`, async () => {
      await assert.rejects(
        openRecord({ ...fails(new DbsError("taskFailed", "dt-1 failed")), take: async () => value }),
        {
          message: /looked itself, because what the program left is not a gate's record$/,
        },
      );
    });
  }

  it("says in an error of its own work which process looked, and why", async () => {
    const shared = new DbsError("taskFailed", "dt-1 failed.");
    await assert.rejects(openRecord(fails(shared)), {
      message: `[taskFailed] dt-1 failed. Pulumi's provider process looked itself, because ${NOTHING}`,
    });
    assert.equal(shared.message, "[taskFailed] dt-1 failed.", "other resources share the error");
  });

  it("says of work that asks nothing that this process did not look, and why it has no result", async () => {
    const work = { ...fails(new DbsError("conflict", "not started here")), looks: false };
    await assert.rejects(openRecord(work), {
      message: `[conflict] not started here. Pulumi's provider process did not look, and it has no result of the program, because ${NOTHING}`,
    });
  });

  for (const kind of ["credentials", "arguments"] as const) {
    it(`says in an error of kind ${kind} that this process does not see the program's own variables`, async () => {
      await assert.rejects(openRecord(fails(new DbsError(kind, "nothing found"))), {
        message: `[${kind}] nothing found. Pulumi's provider process, which does not see what the program writes into its own process.env, looked itself, because ${NOTHING}`,
      });
    });
  }
});
