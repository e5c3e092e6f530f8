import assert from "node:assert/strict";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { wouldText } from "../../../provider/lifecycle/gate/wouldText";

const HOUR = 3_600_000;
const verdict = (state: Verdict["state"]): Verdict => ({ state, sentence: "how far it is", tasks: [], warnings: [] });

describe("wouldText", () => {
  for (const [state, words] of [
    ["ready", "would open now"],
    ["waiting", "would wait"],
    ["failed", "would fail"],
  ] as const) {
    it(`says that the gate ${words} if the verdict is ${state}`, () => {
      assert.equal(wouldText(verdict(state), HOUR), `${words}: how far it is`);
    });
  }
  it("says that a gate with a time-out of 0 would fail if its verdict is waiting", () => {
    assert.equal(
      wouldText(verdict("waiting"), 0),
      "would fail, because timeout 0 allows only one look (how far it is)",
    );
    assert.equal(wouldText(verdict("ready"), 0), "would open now: how far it is");
  });
});
