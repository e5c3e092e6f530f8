import assert from "node:assert/strict";
import { checkGate } from "../../provider/lifecycle/checkGate";
import { UNKNOWN } from "../../provider/lifecycle/unknowns";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", __provider: "text" };

describe("checkGate", () => {
  it("passes inputs on as they are, its host's own too", async () => {
    assert.deepEqual(await checkGate({}, inputs), { inputs, failures: [] });
  });
  it("names each input that can't be used", async () => {
    const { failures } = await checkGate({}, { ...inputs, minTasks: 0, instanceName: "" });
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["instanceName", "minTasks"]);
  });
  it("finds no fault with what is not known yet, nor with what hangs on it", async () => {
    for (const unknown of [
      { instanceName: UNKNOWN },
      { datasourceId: UNKNOWN },
      { require: "all", taskIds: ["a", UNKNOWN] },
    ]) {
      const { instanceName: _, ...rest } = inputs;
      assert.deepEqual((await checkGate({}, { ...rest, ...unknown })).failures, []);
    }
  });
  it("does not judge again the inputs that an open gate was opened with, whatever a later version says of them", async () => {
    const odd = { ...inputs, require: "some" };
    assert.deepEqual((await checkGate({ ...odd, __provider: "other" }, odd)).failures, []);
    assert.equal((await checkGate({}, { __provider: "text" })).failures.length, 2);
  });
  it("still finds fault with what is known", async () => {
    assert.deepEqual(
      (await checkGate({}, { ...inputs, instanceName: UNKNOWN, require: "some" })).failures.map((f) => f.property),
      ["require"],
    );
  });
});
