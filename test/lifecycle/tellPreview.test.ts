import assert from "node:assert/strict";
import { DbsError } from "../../provider/core/errors";
import {
  type PreviewedInputs,
  type PreviewLook,
  type PreviewMemory,
  tellPreview,
} from "../../provider/lifecycle/tellPreview";
import { recordedRow } from "../support/recordedRow";

const seeing =
  (...warnings: string[]): PreviewLook =>
  async () => ({ sentence: "would open now", warnings });
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
  it("writes what the look says that an up would do", async () => {
    assert.deepEqual(await told(seeing()), ["info: would open now"]);
  });
  it("shows a warning only once, even if the looks of several resources contain it", async () => {
    const memory = newMemory();
    assert.deepEqual(await told(seeing("an odd state"), {}, memory), ["warning: an odd state", "info: would open now"]);
    assert.deepEqual(await told(seeing("an odd state"), {}, memory), ["info: would open now"]);
  });

  it("shows warnings about the known inputs once, also if others are not known or the look fails", async () => {
    const memory = newMemory();
    const advised = { warnings: ["an odd format"] };
    const unknown = ["backupSetId"];
    assert.deepEqual(await told(seeing(), { ...advised, unknown }, memory), [
      "warning: an odd format",
      "info: not known until backupSetId is",
    ]);
    assert.deepEqual(await told(seeing(), advised, memory), ["info: would open now"]);
    assert.deepEqual(await told(failing(new Error("no way")), advised), [
      "warning: an odd format",
      "warning: the preview could not read the tasks: no way",
    ]);
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
      const unknown = ["triggers", "timeout", "pollInterval", "notFoundTimeout", "backupSetSize"];
      assert.deepEqual(await told(seeing(), { unknown }), ["info: would open now"]);
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
        "info: the preview could not read the tasks: [denied] (another row has the details)",
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
          "info: the preview did not read the tasks: [unavailable] (another row has the details)",
        ]);
        assert.deepEqual(await told(seeing(), of("rm-3", "cn-beijing"), memory), ["info: would open now"]);
      }
    });
    it("still looks at the other instances of a region if one is slow, however many gates wait for that one", async () => {
      const memory = newMemory();
      await told(slow, of("rm-slow"), memory);
      for (const _ of [2, 3]) {
        assert.deepEqual(await told(() => assert.fail("it looked again"), of("rm-slow"), memory), [
          "info: the preview did not read the tasks: [timeout] (another row has the details)",
        ]);
      }
      assert.deepEqual(await told(seeing(), of("rm-1"), memory), ["info: would open now"]);
    });
    for (const [what, answer] of [
      ["answered another instance", seeing()],
      ["refused another instance", failing(new DbsError("denied", "no permission"))],
    ] as const) {
      it(`still looks at the other instances of a region if two are slow and the service ${what}`, async () => {
        const memory = newMemory();
        await told(answer, of("rm-1"), memory);
        await told(slow, of("rm-2"), memory);
        await told(slow, of("rm-3"), memory);
        assert.deepEqual(await told(seeing(), of("rm-4"), memory), ["info: would open now"]);
      });
    }
    it("still looks for the next gate if a list took too long to read", async () => {
      const memory = newMemory();
      await told(failing(new DbsError("timeout", "the time is over")), {}, memory);
      assert.deepEqual(await told(seeing(), {}, memory), ["info: would open now"]);
    });
  });
});
