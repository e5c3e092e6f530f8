import assert from "node:assert/strict";
import { UNKNOWN } from "../../provider/core/pulumiMarks";
import { checkInputs } from "../../provider/lifecycle/checkInputs";
import { gateResource } from "../../provider/lifecycle/gate/gateResource";
import { refusedInput } from "../../provider/lifecycle/refusedInput";

const inputs = { instanceName: "rm-1", regionCode: "cn-hangzhou", timeout: "6h", __provider: "text" };

describe("checkInputs", () => {
  const check = (olds: object, news: object) => checkInputs(gateResource, { ...olds }, { ...news });
  it("returns the inputs unchanged, including those that the host adds", async () => {
    assert.deepEqual(await check({}, inputs), { inputs, failures: [] });
  });
  it("reports each invalid input", async () => {
    const { failures } = await check({}, { ...inputs, minTasks: 0, instanceName: "" });
    assert.deepEqual(failures.map(({ property }) => property).sort(), ["instanceName", "minTasks"]);
  });
  it("accepts inputs that are not known yet, and does not check others against them", async () => {
    for (const unknown of [
      { instanceName: UNKNOWN },
      { datasourceId: UNKNOWN },
      { require: "all", taskIds: ["a", UNKNOWN] },
    ]) {
      const { instanceName: _, ...rest } = inputs;
      assert.deepEqual((await check({}, { ...rest, ...unknown })).failures, []);
    }
  });
  it("accepts the inputs with which a gate was opened, even if this version would refuse them", async () => {
    const odd = { ...inputs, require: "some" };
    assert.deepEqual((await check({ ...odd, __provider: "other" }, odd)).failures, []);
    assert.equal((await check({}, { __provider: "text" })).failures.length, 2);
  });
  it("reports an invalid input even if another input is unknown", async () => {
    assert.deepEqual(
      (await check({}, { ...inputs, instanceName: UNKNOWN, require: "some" })).failures.map((f) => f.property),
      ["require"],
    );
  });
  it("names an input that is missing in the reason, because the engine would show its value as <nil>", async () => {
    const { failures } = await check({}, { regionCode: "cn-hangzhou" });
    assert.deepEqual(
      failures.map(({ property, reason }) => [property, reason.split(";")[0]]),
      [["", "instanceName is missing"]],
    );
  });
  it("refuses what the program could not pass on, in a sentence that begins with the input's name", async () => {
    const given = { taskIds: ["a", refusedInput("was lost")], minTasks: 1.5, require: "all" };
    assert.deepEqual((await check({}, { ...inputs, ...given })).failures, [
      { property: "", reason: "taskIds[1] was lost" },
      { property: "minTasks", reason: "is 1.5, but must be a whole number of at least 1" },
    ]);
    assert.equal((await check(inputs, { ...inputs, triggers: [refusedInput("was lost")] })).failures.length, 1);
  });
  for (const [title, property, given, reason] of [
    ["a negative taskRetries", "taskRetries", { taskIds: ["dt-1"], taskRetries: -1 }, /^is -1, but must be /],
    [
      "a DownloadTask's id in taskIds",
      "taskIds",
      { taskIds: ["dt-1", "cn-hangzhou:rm-1:dt-2"] },
      /"cn-hangzhou:rm-1:dt-2" is a DownloadTask's id; give its taskId/,
    ],
  ] as [string, string, object, RegExp][]) {
    it(`refuses ${title}, by the name of the input`, async () => {
      const { failures } = await check({}, { ...inputs, ...given });
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
      );
      assert.match(String(failures[0]?.reason), reason);
    });
  }
  it("refuses outputs of a gate as inputs, and hints at taskIds", async () => {
    const { failures } = await check({}, { ...inputs, ids: ["dt-1"], summary: "s" });
    assert.deepEqual(
      failures.map(({ property, reason }) => [property, reason.includes("set taskIds")]),
      [
        ["ids", true],
        ["summary", true],
      ],
    );
  });
  it("treats null as not given", async () => {
    assert.deepEqual((await check({}, { ...inputs, minTasks: null, triggers: null, ids: null })).failures, []);
  });
});
