import assert from "node:assert/strict";
import { DbsError } from "../../provider/core/errors";
import type { Verdict } from "../../provider/core/verdict/verdict";
import {
  type PreviewedInputs,
  type PreviewLook,
  type PreviewMemory,
  tellPreview,
} from "../../provider/lifecycle/tellPreview";
import { recordedRow } from "../support/recordedRow";

const HOUR = 3_600_000;
const verdict = (state: Verdict["state"], more: Partial<Verdict> = {}): Verdict => ({
  state,
  sentence: "how far it is",
  tasks: [],
  warnings: [],
  ...more,
});
const seeing =
  (seen: Verdict, timeout = HOUR): PreviewLook =>
  async () => ({ verdict: seen, timeout });
const failing =
  (error: Error): PreviewLook =>
  () =>
    Promise.reject(error);
const newMemory = (): PreviewMemory => ({ told: new Set(), endpoints: new Map() });

/** Runs a preview, and returns the lines in the gate's row. */
async function told(look: PreviewLook, inputs: Partial<PreviewedInputs> = {}, memory = newMemory()): Promise<string[]> {
  const row = recordedRow();
  await tellPreview({ known: { regionCode: "cn-hangzhou" }, unknown: [], ...inputs }, row, look, memory);
  return row.lines;
}

describe("tellPreview", () => {
  for (const [state, words] of [
    ["ready", "would open now"],
    ["waiting", "would wait"],
    ["failed", "would fail"],
  ] as const) {
    it(`says that the gate ${words} if the verdict is ${state}`, async () => {
      assert.deepEqual(await told(seeing(verdict(state))), [`info: ${words}: how far it is`]);
    });
  }
  it("says that a gate with a time-out of 0 would fail if its verdict is waiting", async () => {
    assert.deepEqual(await told(seeing(verdict("waiting"), 0)), [
      "info: would fail, because timeout 0 allows only one look (how far it is)",
    ]);
    assert.deepEqual(await told(seeing(verdict("ready"), 0)), ["info: would open now: how far it is"]);
  });
  it("shows a warning only once, even if the verdicts of several gates contain it", async () => {
    const memory = newMemory();
    const odd = seeing(verdict("waiting", { warnings: ["an odd state"] }));
    assert.deepEqual(await told(odd, {}, memory), ["warning: an odd state", "info: would wait: how far it is"]);
    assert.deepEqual(await told(odd, {}, memory), ["info: would wait: how far it is"]);
  });

  describe("with inputs that are not known yet", () => {
    const never: PreviewLook = () => assert.fail("it looked");
    for (const [unknown, text] of [
      [["instanceName"], "not known until instanceName is"],
      [["instanceName", "taskIds"], "not known until instanceName and taskIds are"],
      [["datasourceId", "regionCode"], "not known until datasourceId is"],
      [["regionCode"], "not known until regionCode is"],
      [["timeout", "network"], "not known until network is"],
      [["taskRetries"], "not known until taskRetries is"],
    ] as const) {
      it(`says "${text}" without looking`, async () => {
        assert.deepEqual(await told(never, { unknown }), [`info: ${text}`]);
      });
    }
    it("looks if the look does not depend on the unknown inputs", async () => {
      const unknown = ["triggers", "timeout", "pollInterval", "notFoundTimeout"];
      assert.deepEqual(await told(seeing(verdict("ready")), { unknown }), ["info: would open now: how far it is"]);
    });
  });

  describe("when the look fails", () => {
    it("writes a warning and does not throw, whatever the error is", async () => {
      assert.deepEqual(await told(failing(new TypeError("a bug\nof two lines"))), [
        "warning: the preview could not read the tasks: a bug of two lines",
      ]);
    });
    it("shows one warning for gates that fail in the same way, and only the kind in the other rows", async () => {
      const memory = newMemory();
      const denied = failing(new DbsError("denied", "no permission"));
      assert.deepEqual(await told(denied, {}, memory), [
        "warning: the preview could not read the tasks: [denied] no permission",
      ]);
      assert.deepEqual(await told(denied, {}, memory), [
        "info: the preview could not read the tasks: [denied] (another gate's row has the details)",
      ]);
    });
    it("shows a warning for each gate with invalid arguments", async () => {
      const memory = newMemory();
      const wrong = (name: string) => failing(new DbsError("arguments", `${name} is wrong`));
      await told(wrong("a"), {}, memory);
      assert.deepEqual(await told(wrong("b"), {}, memory), [
        "warning: the preview could not read the tasks: [arguments] b is wrong",
      ]);
    });
    const of = (instanceName: string, regionCode = "cn-hangzhou") => ({ known: { regionCode, instanceName } });
    const silent = failing(new DbsError("unavailable", "no way there"));
    const slow = failing(new DbsError("timeout", "no complete answer within 10s", { code: "TIMEOUT" }));

    it("does not call an endpoint again that answered none of two instances, but still calls other regions", async () => {
      for (const first of [silent, slow]) {
        const memory = newMemory();
        await told(first, of("rm-1"), memory);
        await told(silent, of("rm-2"), memory);
        assert.deepEqual(await told(() => assert.fail("it looked"), of("rm-3"), memory), [
          "info: the preview did not read the tasks: [unavailable] (another gate's row has the details)",
        ]);
        assert.deepEqual(await told(seeing(verdict("ready")), of("rm-3", "cn-beijing"), memory), [
          "info: would open now: how far it is",
        ]);
      }
    });
    it("still looks at the other instances of a region if one is slow, however many gates wait for that one", async () => {
      const memory = newMemory();
      await told(slow, of("rm-slow"), memory);
      for (const _ of [2, 3]) {
        assert.deepEqual(await told(() => assert.fail("it looked again"), of("rm-slow"), memory), [
          "info: the preview did not read the tasks: [timeout] (another gate's row has the details)",
        ]);
      }
      assert.deepEqual(await told(seeing(verdict("ready")), of("rm-1"), memory), [
        "info: would open now: how far it is",
      ]);
    });
    for (const [what, answer] of [
      ["answered another instance", seeing(verdict("ready"))],
      ["refused another instance", failing(new DbsError("denied", "no permission"))],
    ] as const) {
      it(`still looks at the other instances of a region if two are slow and the service ${what}`, async () => {
        const memory = newMemory();
        await told(answer, of("rm-1"), memory);
        await told(slow, of("rm-2"), memory);
        await told(slow, of("rm-3"), memory);
        assert.deepEqual(await told(seeing(verdict("ready")), of("rm-4"), memory), [
          "info: would open now: how far it is",
        ]);
      });
    }
    it("still looks for the next gate if a list took too long to read", async () => {
      const memory = newMemory();
      await told(failing(new DbsError("timeout", "the time is over")), {}, memory);
      assert.deepEqual(await told(seeing(verdict("ready")), {}, memory), ["info: would open now: how far it is"]);
    });
  });
});
