import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { createWaitTeller } from "../../../provider/lifecycle/gate/waitTeller";
import { recordedRow } from "../../support/recordedRow";
import { makeTask } from "../../support/tasks/makeTask";

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const verdict = (state: Verdict["state"], sentence: string, taskState = "running"): Verdict => ({
  state,
  sentence,
  tasks: [makeTask("dt-a", taskState)],
  warnings: [],
});

describe("createWaitTeller", () => {
  it("writes a lasting line at the start and one at the end, and temporary lines in between", () => {
    const row = recordedRow();
    const teller = createWaitTeller(row, HOUR);
    teller.looked({ verdict: verdict("waiting", "one", "queueing"), elapsed: 0, looks: 1 });
    teller.looked({ verdict: verdict("waiting", "two"), elapsed: 20 * SECOND, looks: 2 });
    teller.looked({ verdict: verdict("ready", "three", "finished"), elapsed: 30 * SECOND, looks: 3 });
    teller.opened(verdict("ready", "three", "finished"), 31 * SECOND);
    assert.deepEqual(row.lines, ["info: one", "status: two; 20s elapsed", "info: open after 31s: three"]);
  });
  it("writes only that the gate opened if it opens at the first look", () => {
    const row = recordedRow();
    const teller = createWaitTeller(row, HOUR);
    teller.looked({ verdict: verdict("ready", "one"), elapsed: 0, looks: 1 });
    teller.opened(verdict("ready", "one"), 300);
    assert.deepEqual(row.lines, ["info: open after 300ms: one"]);
  });
  it("writes only that the gate opened if its time-out is 0", () => {
    const row = recordedRow();
    const teller = createWaitTeller(row, 0);
    teller.looked({ verdict: verdict("waiting", "one"), elapsed: 0, looks: 1 });
    teller.waited(600 * SECOND);
    assert.deepEqual(row.lines, []);
    teller.opened(verdict("ready", "one"), SECOND);
    assert.deepEqual(row.lines, ["info: open after 1s: one"]);
  });
  it("says why the first look failed if the wait continues", () => {
    const row = recordedRow();
    const error = new DbsError("unavailable", "no way there");
    createWaitTeller(row, HOUR).looked({ elapsed: 0, looks: 1, error });
    assert.deepEqual(row.lines, ["info: retrying after a failed look: [unavailable] no way there"]);
  });
  it("writes a line after a long silence between two looks, but not before the first look", () => {
    const row = recordedRow();
    const teller = createWaitTeller(row, HOUR);
    teller.waited(600 * SECOND);
    teller.looked({ verdict: verdict("waiting", "one"), elapsed: 0, looks: 1 });
    teller.waited(15 * SECOND);
    teller.waited(300 * SECOND);
    assert.deepEqual(row.lines, ["info: one", "status: one; 5m elapsed"]);
  });
});
