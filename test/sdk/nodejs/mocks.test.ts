import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { keepEnvironment } from "../../support/keepEnvironment";

/** Requests that the mocks have received. */
interface Asked {
  calls: pulumi.runtime.MockCallArgs[];
  resources: pulumi.runtime.MockResourceArgs[];
}

async function withMocks<T>(program: () => Promise<T>, preview = false): Promise<{ asked: Asked; result: T }> {
  const asked: Asked = { calls: [], resources: [] };
  await pulumi.runtime.setMocks(
    {
      call: (args) => {
        asked.calls.push(args);
        return { ids: ["dt-mock"], tasks: [], id: "list" };
      },
      newResource: (args) => {
        asked.resources.push(args);
        return { id: "gate-id", state: { ...args.inputs, summary: "1 of 1 finished" } };
      },
    },
    "project",
    "stack",
    preview,
  );
  return { asked, result: await program() };
}

const value = <T>(output: pulumi.Output<T>): Promise<T> =>
  new Promise((resolve) => {
    output.apply(resolve);
  });

describe("with pulumi.runtime.setMocks", () => {
  it("getDownloadTasks calls the call mock with its token", async () => {
    const { asked, result } = await withMocks(() =>
      dbs.getDownloadTasks({ instanceName: "rm-1", startTime: new Date(Date.UTC(2026, 0, 1)) }),
    );
    assert.deepEqual(result.ids, ["dt-mock"]);
    assert.equal(asked.calls[0]?.token, "alicloud-dbs:index:getDownloadTasks");
    assert.deepEqual(asked.calls[0]?.inputs, { instanceName: "rm-1", startTime: "2026-01-01T00:00:00.000Z" });
  });

  it("getDownloadTasksOutput accepts outputs as arguments", async () => {
    const { asked, result } = await withMocks(() =>
      value(dbs.getDownloadTasksOutput({ instanceName: pulumi.output("rm-2") }).ids),
    );
    assert.deepEqual(result, ["dt-mock"]);
    assert.equal(asked.calls[0]?.inputs.instanceName, "rm-2");
  });

  it("waitForDownloadTasks calls the call mock with its token, and sends nothing", async () => {
    const { asked, result } = await withMocks(() =>
      dbs.waitForDownloadTasks(
        { instanceName: "rm-1", startTime: new Date(Date.UTC(2026, 0, 1)) },
        { timeout: "1h", onProgress: () => assert.fail("it looked") },
      ),
    );
    assert.deepEqual(result.ids, ["dt-mock"]);
    assert.equal(asked.calls[0]?.token, "alicloud-dbs:index:waitForDownloadTasks");
    assert.deepEqual(asked.calls[0]?.inputs, {
      instanceName: "rm-1",
      startTime: "2026-01-01T00:00:00.000Z",
      timeout: "1h",
    });
  });

  it("a gate calls the resource mock and attaches no hook", async () => {
    const { asked, result } = await withMocks(() =>
      value(new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: "cn-hangzhou" }).summary),
    );
    assert.equal(result, "1 of 1 finished");
    assert.equal(asked.resources[0]?.type, "pulumi-nodejs:dynamic/alicloud-dbs:DownloadTasksGate");
  });
});

describe("the inputs of a DownloadTasksGate", () => {
  const inputsOf = async (args: dbs.DownloadTasksGateArgs, opts?: pulumi.CustomResourceOptions) => {
    const { asked } = await withMocks(() => value(new dbs.DownloadTasksGate("gate", args, opts).urn));
    const { __provider: _, ...inputs } = (asked.resources[0]?.inputs ?? {}) as Record<string, unknown>;
    return inputs;
  };

  it("take the time-out from the argument, then from customTimeouts, then from the default", async () => {
    const args = { instanceName: "rm-1", regionCode: "cn-hangzhou" };
    assert.equal((await inputsOf(args, { customTimeouts: { create: "6h" } })).timeout, "6h");
    assert.equal((await inputsOf({ ...args, timeout: "5m" }, { customTimeouts: { create: "6h" } })).timeout, "5m");
    assert.equal((await inputsOf({ ...args, timeout: 0 })).timeout, 0);
    assert.equal((await inputsOf(args)).timeout, "1h");
  });

  it("take the region from the argument, then from datasourceId, then from the configuration", async () => {
    pulumi.runtime.setAllConfig({ "alicloud:region": "cn-shanghai" });
    try {
      assert.equal((await inputsOf({ instanceName: "rm-1" })).regionCode, "cn-shanghai");
      assert.equal((await inputsOf({ datasourceId: "ds-rm-1_cn-beijing" })).regionCode, "cn-beijing");
      assert.equal((await inputsOf({ instanceName: "rm-1", regionCode: "us-east-1" })).regionCode, "us-east-1");
    } finally {
      pulumi.runtime.setAllConfig({});
    }
  });

  it("contain no region if the machine's profile can't be read", async () => {
    const restore = keepEnvironment();
    for (const name of Object.keys(process.env).filter((key) => /^(ALICLOUD|ALIBABA_?CLOUD)_/.test(key))) {
      delete process.env[name];
    }
    process.env.ALICLOUD_PROFILE = "nobody";
    process.env.ALICLOUD_SHARED_CREDENTIALS_FILE = "/nowhere";
    try {
      const { asked } = await withMocks(() =>
        value(new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }).summary),
      );
      assert.equal("regionCode" in (asked.resources[0]?.inputs ?? {}), false);
    } finally {
      restore();
    }
  });

  it("contain times as strings, wherever a Date comes from", async () => {
    const date = new Date(Date.UTC(2026, 0, 1));
    for (const startTime of [date, pulumi.output(Promise.resolve(0)).apply(() => date), Promise.resolve(date)]) {
      const inputs = await inputsOf({ instanceName: "rm-1", startTime });
      assert.equal(inputs.startTime, "2026-01-01T00:00:00.000Z");
    }
    const triggers = [date, { at: [pulumi.output(1).apply(() => date)], build: 7 }, Promise.resolve([date])];
    const text = "2026-01-01T00:00:00.000Z";
    for (const given of [triggers, pulumi.output(1).apply(() => [date, { at: [date], build: 7 }, [date]])]) {
      assert.deepEqual((await inputsOf({ instanceName: "rm-1", triggers: given as unknown[] })).triggers, [
        text,
        { at: [text], build: 7 },
        [text],
      ]);
    }
  });
});

describe("DownloadTasksGate.isInstance", () => {
  it("recognizes gates and nothing else", async () => {
    await withMocks(async () => {
      const gate = new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: "cn-hangzhou" });
      assert.equal(dbs.DownloadTasksGate.isInstance(gate), true);
      assert.equal(dbs.DownloadTasksGate.isInstance(new pulumi.ComponentResource("a:b:C", "c")), false);
      assert.equal(dbs.DownloadTasksGate.isInstance(undefined), false);
      await value(gate.urn);
    });
  });
});

describe("the constructor of DownloadTasksGate", () => {
  const refusal = async (args: object, opts?: object): Promise<dbs.DbsError> => {
    const { asked, result } = await withMocks(async () => {
      try {
        new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", regionCode: "cn-hangzhou", ...args }, opts);
      } catch (error) {
        return error as dbs.DbsError;
      }
      throw new Error("not refused");
    });
    assert.deepEqual(asked.resources, []);
    return result;
  };

  for (const option of ["id", "import", "urn"]) {
    it(`refuses the option ${option} in one sentence, because a gate that is only read would never wait`, async () => {
      for (const value of ["x", pulumi.output("x")]) {
        const { kind, message } = await refusal({}, { [option]: value });
        assert.equal(kind, "arguments");
        assert.match(
          message,
          new RegExp(`^\\[arguments\\] DownloadTasksGate gate: ${option} can't be among the options`),
        );
      }
    });
  }

  it("refuses the outputs of a gate and __provider as inputs, and hints at taskIds", async () => {
    for (const name of ["id", "tasks", "ids", "summary", "openedAt"]) {
      const { message, issues } = await refusal({ [name]: ["dt-1"] });
      assert.match(message, new RegExp(`gate: ${name} is an output of a gate, not an input; .* set taskIds`));
      assert.deepEqual(
        issues?.map(({ property }) => property),
        [name],
      );
    }
    const { ids, tasks } = await (await withMocks(() => dbs.getDownloadTasks({ instanceName: "rm-1" }))).result;
    assert.match((await refusal({ ids, tasks })).message, /tasks is an output .*\. ids is an output/);
    for (const name of ["urn", "__provider"]) {
      assert.match((await refusal({ [name]: "text" })).message, new RegExp(`${name} is set by the resource itself`));
    }
  });

  it("accepts null for every optional input and option", async () => {
    const names = ["regionCode", "datasourceId", "taskIds", "startTime", "minTasks", "triggers", "timeout", "ids"];
    const none = Object.fromEntries(names.map((name) => [name, null]));
    const { asked } = await withMocks(async () => {
      const options = { id: null, urn: null, import: null, hooks: null, customTimeouts: null };
      for (const [name, opts] of [
        ["a", options],
        ["b", null],
      ] as const) {
        await value(new dbs.DownloadTasksGate(name, { instanceName: "rm-1", ...none }, opts as never).urn);
      }
      await value(dbs.getDownloadTasksOutput({ instanceName: "rm-1", ...none } as never, null as never).ids);
      await dbs.getDownloadTasks({ instanceName: "rm-1", ...none } as never, null as never);
      await dbs.waitForDownloadTasks({ instanceName: "rm-1", ...none } as never, null as never);
    });
    for (const { inputs } of asked.resources) {
      assert.deepEqual(Object.keys(inputs).sort(), ["__provider", "instanceName", "timeout"]);
    }
    assert.deepEqual(
      [asked.resources.length, asked.calls.map(({ inputs }) => inputs)],
      [2, Array.from({ length: 3 }, () => ({ instanceName: "rm-1" }))],
    );
  });
});
