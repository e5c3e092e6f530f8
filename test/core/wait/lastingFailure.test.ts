import assert from "node:assert/strict";
import { DbsError } from "../../../provider/core/errors";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { wait } from "../../../provider/core/wait/wait";
import { createFakeClock } from "../../support/fakeClock";

const HOUR = 3_600_000;
const WAITING: Verdict = { state: "waiting", tasks: [], sentence: "one", warnings: [] };

describe("wait", () => {
  const waitFor = async (failsFrom: number, lasting: boolean) => {
    let looks = 0;
    const look = async () => {
      looks += 1;
      if (looks < failsFrom) return { verdict: WAITING };
      throw new DbsError("unavailable", "no way there", lasting ? { lasting } : {});
    };
    const options = { what: "tasks", timeout: 6 * HOUR, pollInterval: 60_000 };
    const error: DbsError = await wait(look, createFakeClock(), () => 0.5, options).catch((failure) => failure);
    return { kind: error.kind, looks };
  };

  it("ends at the first look if that meets a failure which only a person can mend", async () => {
    assert.deepEqual(await waitFor(1, true), { kind: "unavailable", looks: 1 });
  });

  it("ends at the third such failure in a row if a look had succeeded before", async () => {
    assert.deepEqual(await waitFor(2, true), { kind: "unavailable", looks: 4 });
  });

  it("looks on until its time-out if the failure may pass", async () => {
    const { kind, looks } = await waitFor(1, false);
    assert.ok(kind === "timeout" && looks > 100, `${kind} after ${looks}`);
  });
});
