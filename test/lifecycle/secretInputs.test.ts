import assert from "node:assert/strict";
import { markSecret } from "../../provider/core/pulumiMarks";
import { describeList } from "../../provider/core/verdict/describeList";
import {
  keepSecrets,
  SECRET_INPUTS,
  secretTexts,
  withoutSecretValues,
  withSecretOutputs,
} from "../../provider/lifecycle/secretInputs";

const INPUTS = {
  [SECRET_INPUTS]: ["datasourceId", "taskIds"],
  datasourceId: "ds-rm-hush_cn-hangzhou",
  taskIds: ["dt-hush"],
};
const RECORD = { instanceName: "rm-1", tasks: [{ taskId: "dt-hush" }], ids: ["dt-hush"], summary: "s", openedAt: "o" };

const ANY = { tasks: "any", ids: "any", summary: "any" } as const;

describe("secretTexts", () => {
  it("returns the strings in the secret inputs, and the instance in a secret datasourceId", () => {
    assert.deepEqual(secretTexts(INPUTS), ["ds-rm-hush_cn-hangzhou", "dt-hush", "rm-hush"]);
    assert.deepEqual(secretTexts({ taskIds: ["dt-1"] }), []);
  });

  for (const time of ["2026-11-24T09:00:00+01:00", "2026-11-24T08:00Z", 1_795_507_200_000, "1795507200000"]) {
    it(`returns the forms in which messages write the secret time ${JSON.stringify(time)}`, () => {
      const inputs = { [SECRET_INPUTS]: ["startTime", "minTasks"], startTime: time, minTasks: 3 };
      const given = typeof time === "string" ? [time] : [];
      assert.deepEqual(secretTexts(inputs), [...new Set([...given, "2026-11-24T08:00:00.000Z", "1795507200000"])]);
    });
  }
});

describe("withSecretOutputs", () => {
  it("marks the outputs that may repeat a secret input", () => {
    const { tasks, ids, summary, ...others } = withSecretOutputs(RECORD, INPUTS, ANY);
    assert.deepEqual([tasks, ids, summary], [RECORD.tasks, RECORD.ids, RECORD.summary].map(markSecret));
    assert.deepEqual(others, { instanceName: "rm-1", openedAt: "o" });
  });

  it("returns the record of a gate without secret inputs as it is", () => {
    assert.deepEqual(withSecretOutputs(RECORD, { taskIds: ["dt-1"] }, ANY), RECORD);
  });

  it("leaves an output alone that can't repeat any of the secret inputs", () => {
    const repeating = { summary: ["datasourceId"], ids: ["instanceName"] };
    const { summary, ...others } = withSecretOutputs(RECORD, INPUTS, repeating);
    assert.deepEqual([summary, others.ids], [markSecret("s"), ["dt-hush"]]);
  });
});

describe("withoutSecretValues", () => {
  it("names a secret input in the reason, because the engine would show the value of the property", () => {
    const issues = [
      { property: "datasourceId", reason: 'is "ds-rm-hush_cn-hangzhou", but must be shorter' },
      { property: "taskIds[1]", reason: 'is "dt-hush"' },
      { property: "minTasks", reason: "is 0" },
    ];
    assert.deepEqual(withoutSecretValues(issues, INPUTS), [
      { property: "", reason: 'datasourceId is "[secret]", but must be shorter' },
      { property: "", reason: 'taskIds[1] is "[secret]"' },
      { property: "minTasks", reason: "is 0" },
    ]);
  });
});

describe("keepSecrets", () => {
  for (const startTime of ["2026-11-24T09:00:00+01:00", "2026-11-24T08:00Z", 1_795_507_200_000]) {
    it(`hides the secret time ${JSON.stringify(startTime)} in what the list is described by`, async () => {
      const list = describeList({
        regionCode: "cn-hangzhou",
        instanceName: "rm-1",
        startTime: Date.UTC(2026, 10, 24, 8),
      });
      await assert.rejects(
        keepSecrets({ [SECRET_INPUTS]: ["startTime"], startTime }, () => Promise.reject(new Error(list))),
        { message: "rm-1 in cn-hangzhou with startTime [secret]" },
      );
    });
  }

  it("throws a new error without the secret inputs", async () => {
    const original = Object.assign(new Error("[denied] no access to rm-hush"), { lastVerdict: "dt-hush" });
    await assert.rejects(
      keepSecrets(INPUTS, () => Promise.reject(original)),
      (error: Error) =>
        error.message === "[denied] no access to [secret]" && !JSON.stringify({ ...error }).includes("hush"),
    );
    await assert.rejects(
      keepSecrets({}, () => Promise.reject(original)),
      (error) => error === original,
    );
  });
});
