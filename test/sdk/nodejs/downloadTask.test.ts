import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";

const ARGS: dbs.DownloadTaskArgs = {
  instanceName: "rm-1",
  regionCode: "cn-hangzhou",
  backupSetId: "b-1",
  format: "csv",
};

async function withMocks<T>(
  program: () => Promise<T>,
): Promise<{ asked: pulumi.runtime.MockResourceArgs[]; result: T }> {
  const asked: pulumi.runtime.MockResourceArgs[] = [];
  await pulumi.runtime.setMocks({
    call: () => assert.fail("called"),
    newResource: (args) => {
      asked.push(args);
      return { id: "task-id", state: { ...args.inputs, taskId: "dt-mock", adopted: false } };
    },
  });
  return { asked, result: await program() };
}

const value = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("a DownloadTask with pulumi.runtime.setMocks", () => {
  const inputsOf = async (args: Partial<dbs.DownloadTaskArgs>) => {
    const { asked } = await withMocks(() => value(new dbs.DownloadTask("orders", { ...ARGS, ...args }).urn));
    const { __provider: _, ...inputs } = (asked[0]?.inputs ?? {}) as Record<string, unknown>;
    return inputs;
  };

  it("asks the resource mock, attaches no hook and has the mock's outputs", async () => {
    const { asked, result } = await withMocks(async () => {
      const task = new dbs.DownloadTask("orders", ARGS);
      return await value(pulumi.all([task.taskId, task.adopted, task.instanceName, task.clusterName]));
    });
    assert.deepEqual(result, ["dt-mock", false, "rm-1", undefined]);
    assert.equal(asked[0]?.type, "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTask");
  });

  it("passes its inputs on in a form without loss, and leaves out those that were not given", async () => {
    assert.deepEqual(await inputsOf({}), ARGS);
    const target = { type: "OSS" as const, bucket: pulumi.output("exports"), path: Promise.resolve("orders") };
    const date = new Date(Date.UTC(2026, 0, 1));
    const given = { backupSetId: undefined as never, pointInTime: date, target, triggers: [date] };
    const { backupSetId: _, ...others } = ARGS;
    assert.deepEqual(await inputsOf(given), {
      ...others,
      pointInTime: "2026-01-01T00:00:00.000Z",
      target: { type: "OSS", bucket: "exports", path: "orders" },
      triggers: ["2026-01-01T00:00:00.000Z"],
    });
  });

  it("names the inputs that hold a secret, at any depth", async () => {
    const target = { type: "OSS" as const, bucket: pulumi.secret("exports") };
    assert.deepEqual((await inputsOf({ target, backupSetId: pulumi.secret("b-1") })).__secretInputs, [
      "backupSetId",
      "target",
    ]);
  });

  it("takes the region from the argument, then from the configuration", async () => {
    pulumi.runtime.setAllConfig({ "alicloud-dbs:region": "cn-shanghai" });
    try {
      assert.equal((await inputsOf({})).regionCode, "cn-hangzhou");
      assert.equal((await inputsOf({ regionCode: undefined as never })).regionCode, "cn-shanghai");
    } finally {
      pulumi.runtime.setAllConfig({});
    }
  });

  it("is recognized by isInstance, and a gate is not", async () => {
    await withMocks(async () => {
      const task = new dbs.DownloadTask("orders", ARGS);
      const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: "cn-hangzhou" });
      assert.deepEqual([task, gate, undefined].map(dbs.DownloadTask.isInstance), [true, false, false]);
      assert.equal(dbs.DownloadTasksGate.isInstance(task), false);
      await value(pulumi.all([task.urn, gate.urn]));
    });
  });
});

describe("the constructor of DownloadTask", () => {
  const refusal = async (args: object, opts?: object): Promise<dbs.DbsError> => {
    const { asked, result } = await withMocks(async () => {
      try {
        new dbs.DownloadTask("orders", { ...ARGS, ...args }, opts);
      } catch (error) {
        return error as dbs.DbsError;
      }
      throw new Error("not refused");
    });
    assert.deepEqual(asked, []);
    return result;
  };

  for (const option of ["id", "urn"]) {
    it(`refuses the option ${option}, because a task that is only read would start no export`, async () => {
      for (const given of ["x", pulumi.output("x")]) {
        const { kind, message } = await refusal({}, { [option]: given });
        assert.equal(kind, "arguments");
        assert.match(
          message,
          new RegExp(`DownloadTask orders: ${option} can't be among the options, .*start no export`),
        );
      }
    });
  }

  it("refuses the option import in a sentence that names adoptTaskId", async () => {
    const { message } = await refusal({}, { import: "dt-1" });
    assert.equal(
      message,
      "[arguments] DownloadTask orders: import can't be among the options; to take a task that exists already, set the " +
        "argument adoptTaskId to its taskId",
    );
    assert.match(
      (await refusal({}, { import: "dt-1", id: "dt-1" })).message,
      /: id can't .*leave it out\. import can't/,
    );
  });

  it("refuses the outputs of a task as inputs, and hints at adoptTaskId", async () => {
    for (const name of ["id", "taskId", "gmtCreate", "adopted"]) {
      const { message, issues } = await refusal({ [name]: "dt-1" });
      assert.match(
        message,
        new RegExp(`orders: ${name} is an output of a DownloadTask, not an input; .* set adoptTaskId`),
      );
      assert.deepEqual(
        issues?.map(({ property }) => property),
        [name],
      );
    }
    assert.match((await refusal({ __provider: "text" })).message, /__provider is set by the resource itself/);
  });
});
