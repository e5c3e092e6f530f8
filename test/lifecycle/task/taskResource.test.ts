import assert from "node:assert/strict";
import { UNKNOWN } from "../../../provider/core/pulumiMarks";
import { checkInputs } from "../../../provider/lifecycle/checkInputs";
import { diffInputs } from "../../../provider/lifecycle/diffInputs";
import { refusedInput } from "../../../provider/lifecycle/refusedInput";
import { STARTING_INPUTS, TASK_REPLACING_INPUTS, taskInputs } from "../../../provider/lifecycle/task/taskInputs";
import { taskResource } from "../../../provider/lifecycle/task/taskResource";
import { updateRecord } from "../../../provider/lifecycle/updateRecord";

const inputs = {
  regionCode: "cn-hangzhou",
  instanceName: "rm-1",
  backupSetId: "b-1",
  format: "csv",
  target: { type: "OSS", bucket: "exports", path: "orders" },
  __provider: "text",
};
const record = { taskId: "dt-1", gmtCreate: "2026-11-24T00:00:00.000Z", adopted: false };
const NONE = { replaces: [], others: [] };
const { backupSetId: _, ...withoutSet } = inputs;

describe("diffInputs of a DownloadTask", () => {
  const diff = (change: object) => diffInputs(taskResource, { ...inputs, ...record }, { ...inputs, ...change });

  const changes = {
    regionCode: "cn-beijing",
    instanceName: "rm-2",
    clusterName: "c",
    backupSetId: "b-2",
    format: "sql",
    target: { type: "OSS", bucket: "exports", path: "other" },
    useZstd: true,
    triggers: ["build 2"],
  };
  for (const [property, value] of Object.entries(changes)) {
    it(`replaces the resource if ${property} changes`, async () => {
      assert.deepEqual(await diff({ [property]: value }), { replaces: [property], others: [] });
    });
  }

  for (const [property, value] of Object.entries({
    primaryKeyTypeOnly: true,
    isCluster: true,
    adminDatabase: "other",
  })) {
    it(`replaces the resource of a MongoDB instance if ${property} changes`, async () => {
      const mongo = { ...inputs, instanceName: "dds-1" };
      assert.deepEqual(await diffInputs(taskResource, mongo, { ...mongo, [property]: value }), {
        replaces: [property],
        others: [],
      });
    });
  }

  it("replaces the resource if another moment is exported, or a moment in place of a backup set", async () => {
    const at = (pointInTime: unknown) => ({ ...withoutSet, pointInTime });
    const later = await diffInputs(taskResource, at("2026-01-01T00:00:00Z"), at("2026-01-01T00:00:01Z"));
    assert.deepEqual(later.replaces, ["pointInTime"]);
    const { replaces } = await diffInputs(taskResource, inputs, at("2026-01-01T00:00:00Z"));
    assert.deepEqual(replaces, ["backupSetId", "pointInTime"]);
  });

  it("replaces the resource if an input is not known yet", async () => {
    for (const property of TASK_REPLACING_INPUTS.filter((name) => name !== "pointInTime")) {
      assert.deepEqual((await diff({ [property]: UNKNOWN })).replaces, [property]);
    }
    const bucket = { type: "OSS", bucket: UNKNOWN, path: "orders" };
    assert.deepEqual((await diff({ target: bucket })).replaces, ["target"]);
  });

  it("replaces nothing for what only tells how to start, and names it if the record has it", async () => {
    const values = { backupSetSize: 5, adopt: "never", adoptTaskId: "dt-2", network: "vpc" };
    assert.deepEqual(Object.keys(values), STARTING_INPUTS);
    for (const [property, value] of Object.entries(values)) {
      for (const given of [value, UNKNOWN]) {
        assert.deepEqual(await diff({ [property]: given }), NONE);
        const old = { ...inputs, [property]: "other" };
        const named = await diffInputs(taskResource, old, { ...old, [property]: given });
        assert.deepEqual(named, { replaces: [], others: [property] });
      }
    }
  });

  const url = { ...withoutSet, backupSetId: "b-1", target: undefined };
  const at = (pointInTime: unknown) => ({ ...withoutSet, pointInTime });
  const mongo = { ...inputs, instanceName: "dds-1", format: "bson" };
  const spellings: [string, object, object][] = [
    ["the letters' case of format", inputs, { ...inputs, format: "CSV" }],
    ["a moment in another time zone", at("2026-01-01T08:00:00+08:00"), at("2026-01-01T00:00:00.000Z")],
    ["a moment as a number", at("2026-01-01T00:00:00Z"), at(Date.UTC(2026, 0, 1))],
    ["the default target, written out", url, { ...url, target: { type: "URL" } }],
    ["slashes at the ends of a path", inputs, { ...inputs, target: { ...inputs.target, path: "/orders/" } }],
    [
      "a path that is empty",
      { ...inputs, target: { type: "OSS", bucket: "exports" } },
      { ...inputs, target: { type: "OSS", bucket: "exports", path: "" } },
    ],
    [
      "MongoDB's defaults, written out",
      mongo,
      { ...mongo, primaryKeyTypeOnly: false, isCluster: false, adminDatabase: "admin", useZstd: false },
    ],
    ["an empty list of triggers", inputs, { ...inputs, triggers: [] }],
    ["null in place of an input that was not given", inputs, { ...inputs, clusterName: null, triggers: null }],
  ];
  for (const [what, before, after] of spellings) {
    it(`finds no change in another spelling of the same export: ${what}`, async () => {
      const [there, back] = [
        await diffInputs(taskResource, { ...before }, { ...after }),
        await diffInputs(taskResource, { ...after }, { ...before }),
      ];
      assert.deepEqual([there, back], [NONE, NONE]);
    });
  }

  it("finds no change in inputs that a later version refuses, if they are the same", async () => {
    const odd = { ...inputs, format: "tsv", pointInTime: "2099-01-01" };
    assert.deepEqual(await diffInputs(taskResource, odd, { ...odd, network: "vpc" }), NONE);
  });
});

describe("checkInputs of a DownloadTask", () => {
  const check = async (news: object, olds: object = {}) =>
    (await checkInputs(taskResource, { ...olds }, { ...news })).failures;

  it("accepts a complete set of inputs, and returns it with what the host adds", async () => {
    assert.deepEqual(await checkInputs(taskResource, {}, inputs), { inputs, failures: [] });
  });

  it("names every invalid input", async () => {
    const bad = { ...inputs, format: "tsv", adopt: "all", adoptTaskId: "cn-hangzhou:rm-1:dt-1", backupSetSize: 0 };
    assert.deepEqual((await check(bad)).map(({ property }) => property).sort(), [
      "adopt",
      "adoptTaskId",
      "backupSetSize",
      "format",
    ]);
  });

  for (const [title, property, change, reason] of [
    ["qp.xb beside dds-", "format", { instanceName: "dds-1", format: "qp.xb" }, /qp\.xb, which MongoDB does not have/],
    [
      "a bucket name that is none",
      "",
      { target: { type: "OSS", bucket: "No_Bucket" } },
      /^target\.bucket is "No_Bucket", but /,
    ],
    ["neither backupSetId nor pointInTime", "", { backupSetId: null }, /^backupSetId /],
    ["both backupSetId and pointInTime", "pointInTime", { pointInTime: "2026-01-01" }, /backupSetId/],
    ["OSS without a bucket", "", { target: { type: "OSS" } }, /^target\.bucket is missing/],
    ["an argument of MongoDB beside rm-", "isCluster", { isCluster: true }, /MongoDB/],
  ] as [string, string, object, RegExp][]) {
    it(`refuses ${title}, by the name of the input`, async () => {
      const failures = await check({ ...inputs, ...change });
      assert.deepEqual(
        failures.map((failure) => failure.property),
        [property],
        JSON.stringify(failures),
      );
      assert.match(String(failures[0]?.reason), reason);
    });
  }

  it("names a part of an input in the reason, because the engine would show its value as <nil>", async () => {
    const [failure] = await check({ ...inputs, target: { type: "OSS", bucket: "exports", path: "a/../b" } });
    assert.equal(failure?.property, "");
    assert.match(String(failure?.reason), /^target\.path is "a\/\.\.\/b"/);
  });

  it("does not check inputs again with which a task was recorded", async () => {
    const odd = { ...inputs, format: "tsv" };
    assert.deepEqual(await check(odd, odd), []);
    assert.equal((await check({ ...odd, network: "vpc" }, odd)).length, 1);
  });

  it("accepts inputs that are not known yet in a preview, and still names invalid ones beside them", async () => {
    const later = { ...inputs, backupSetId: UNKNOWN, target: { type: "OSS", bucket: UNKNOWN } };
    assert.deepEqual(await check(later), []);
    assert.deepEqual(
      (await check({ ...later, format: "tsv" })).map(({ property }) => property),
      ["format"],
    );
  });

  it("refuses outputs of a DownloadTask as inputs, and hints at adoptTaskId", async () => {
    const failures = await check({ ...inputs, taskId: "dt-1", adopted: true });
    assert.deepEqual(
      failures.map(({ property, reason }) => [property, reason.includes("set adoptTaskId")]),
      [
        ["taskId", true],
        ["adopted", true],
      ],
    );
  });

  it("refuses what the program could not pass on, by the path of the value", async () => {
    const target = { type: "OSS", bucket: refusedInput("was lost") };
    assert.deepEqual(await check({ ...inputs, target }), [{ property: "", reason: "target.bucket was lost" }]);
  });
});

describe("the record of a DownloadTask", () => {
  it("keeps its outputs and takes the new inputs in an update", () => {
    const { outs } = updateRecord(taskResource, { ...inputs, ...record }, { ...inputs, network: "vpc" });
    assert.deepEqual(outs, { ...taskInputs(inputs), ...record, network: "vpc" });
  });
});
