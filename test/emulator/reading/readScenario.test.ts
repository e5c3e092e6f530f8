import assert from "node:assert/strict";
import { readScenario } from "../../../sdk/emulator/reading/readScenario";
import { task, useEmulator } from "../useEmulator";

const credentials = [{ accessKeyId: "key", accessKeySecret: "secret" }];

describe("readScenario", () => {
  it("accepts a scenario that uses every kind of field", () => {
    const scenario = {
      credentials: [{ ...credentials[0], securityToken: "token", expiresAt: 1 }],
      tasks: [
        task("dt-a", -60, { outcome: "failed", dbList: ["db"], targetType: "URL", retries: [{ running: 5 }] }),
        task("dt-b", 5),
      ],
      faults: [
        { from: 2, times: 3, status: 503, headers: { a: "b" }, body: { any: [1] }, add: [task("dt-c", 0)] },
        { action: "CreateDownload", undone: true, connection: "reset" },
      ],
      largestPage: 20,
      latency: 10,
      denied: ["key", { accessKeyId: "other", actions: ["CreateDownload"] }],
      exports: { blocking: ["failed"], listingLag: 5, targetPath: "path", lives: [{ running: 5, retries: [{}] }] },
      lies: { order: "oldest first" },
    };
    assert.equal(readScenario(scenario), scenario);
  });

  const refused: [what: string, scenario: unknown, message: RegExp][] = [
    ["a scenario that is a list", [], /^the scenario must be an object$/],
    [
      "credentials that are not a list",
      { credentials: { accessKeyId: "key" } },
      /^the scenario: credentials is .*, but must be a list of \{accessKeyId, accessKeySecret\}$/,
    ],
    [
      "an unknown field",
      { credentials, task: [] },
      /^the scenario: task is not a known field; allowed are credentials, /,
    ],
    [
      "credentials with an unknown field",
      { credentials: [{ ...credentials[0], key: 1 }] },
      /^credentials\[0\]: key is /,
    ],
    [
      "a task with a state, which follows from the clock",
      { credentials, tasks: [{ ...task("dt-a", 0), state: "failed" }] },
      /^tasks\[0\]: state is not a known field; allowed are taskId, .*outcome, /,
    ],
    [
      "a task with a field for one outcome",
      { credentials, tasks: [task("dt-a", 0), { ...task("dt-b", 0), failed: true }] },
      /^tasks\[1\]: failed is not a known field; allowed are /,
    ],
    [
      "a task with the name of a method of objects",
      { credentials, tasks: [{ ...task("dt-a", 0), toString: 1 }] },
      /^tasks\[0\]: toString is not a known field/,
    ],
    [
      "an outcome that does not exist",
      { credentials, tasks: [{ ...task("dt-a", 0), outcome: "done" }] },
      /^tasks\[0\]: outcome is "done", but must be one of finished, failed, undocumented$/,
    ],
    [
      "a task without its creation time",
      { credentials, tasks: [{ taskId: "dt-a", instanceName: "rm-1" }] },
      /^tasks\[0\] needs createdIn, which must be a number of seconds from now/,
    ],
    [
      "two tasks with one id",
      { credentials, tasks: [task("dt-a", 0), task("dt-b", 0), task("dt-a", -9)] },
      /^tasks\[2\]: tasks\[0\] has the taskId dt-a too$/,
    ],
    [
      "an unknown field of a fault",
      { credentials, faults: [{ code: 503 }] },
      /^faults\[0\]: code is not a known field; /,
    ],
    [
      "an unknown field of a task that a fault adds",
      { credentials, faults: [{ add: [{ ...task("dt-a", 0), state: "failed" }] }] },
      /^faults\[0\]\.add\[0\]: state is not a known field/,
    ],
    [
      "a retry of a task with a state",
      { credentials, tasks: [task("dt-a", 0, { retries: [{ state: "failed" } as object] })] },
      /^tasks\[0\]\.retries\[0\]: state is not a known field/,
    ],
    [
      "an unknown rule for exports",
      { credentials, exports: { lag: 5 } },
      /^exports: lag is not a known field; allowed are blocking, /,
    ],
    [
      "a form of the path that does not exist",
      { credentials, exports: { targetPath: "bucket" } },
      /^exports: targetPath is "bucket", but must be one of oss:/,
    ],
    [
      "an unknown field in the life of a started export",
      { credentials, exports: { lives: [{}, { failed: true }] } },
      /^exports\.lives\[1\]: failed is not a known field/,
    ],
    [
      "a denial without its operations",
      { credentials, denied: [{ accessKeyId: "key" }] },
      /^denied\[0\] needs actions, which must be a list of texts$/,
    ],
    [
      "a refusal that is not known",
      { credentials, faults: [{ refuse: "DBS.No" }] },
      /^faults\[0\]: refuse is "DBS.No", but must be one of DBS\.DownloadTask\.OnlyOneRunningOrFailedTask, /,
    ],
    ["a connection that does not exist", { credentials, faults: [{ connection: "slow" }] }, /must be one of reset, /],
  ];
  for (const [what, scenario, message] of refused) {
    it(`refuses ${what}`, () => assert.throws(() => readScenario(scenario), { message }));
  }
});

describe("the emulator's admin route", () => {
  const used = useEmulator();
  const send = async (method: string, path: string, body: unknown) => {
    const response = await fetch(`${used.emulator.url}/_admin/${path}`, { method, body: JSON.stringify(body) });
    return [response.status, ((await response.json()) as { error?: string }).error];
  };

  it("adds tasks, and refuses those that exist or that it does not understand, without adding any of them", async () => {
    assert.deepEqual(await send("POST", "tasks", [task("dt-a", -60)]), [200, undefined]);
    const [status, error] = await send("POST", "tasks", [task("dt-b", -60), task("dt-a", -60)]);
    assert.deepEqual([status, error], [400, "there is a task dt-a already; change it with PATCH /_admin/tasks/dt-a"]);
    const [, unknown] = await send("POST", "tasks", [task("dt-c", -60), { ...task("dt-d", -60), state: "failed" }]);
    assert.match(String(unknown), /^tasks\[1\]: state is not a known field; allowed are taskId, /);
    assert.deepEqual(await used.ids({}), ["dt-a"]);
  });

  it("changes a task, and refuses what it does not understand or can't change", async () => {
    await send("POST", "tasks", [task("dt-a", -60)]);
    assert.deepEqual(await send("PATCH", "tasks/dt-a", { restart: true, outcome: "failed" }), [200, undefined]);
    for (const field of ["state", "taskId", "createdIn"]) {
      const [status, error] = await send("PATCH", "tasks/dt-a", { [field]: "x" });
      assert.equal(status, 400);
      assert.match(
        String(error),
        new RegExp(`^the change of a task: ${field} is not a known field; allowed are .*outcome`),
      );
    }
    const [missing] = await send("PATCH", "tasks/dt-b", { outcome: "failed" });
    assert.equal(missing, 404);
  });

  it("refuses faults that it does not understand", async () => {
    const [status, error] = await send("POST", "faults", [{ state: "failed" }]);
    assert.equal(status, 400);
    assert.match(String(error), /^faults\[0\]: state is not a known field; allowed are from, times, /);
    assert.deepEqual((await send("POST", "faults", {}))[1], "faults must be a list");
  });

  it("answers a path that it can't decode with 400", async () => {
    const response = await fetch(`${used.emulator.url}/_admin/tasks/%`, { method: "DELETE" });
    assert.deepEqual([response.status, await response.json()], [400, { error: "URI malformed" }]);
  });
});
