import assert from "node:assert/strict";
import { inspect } from "node:util";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { isUserSetting } from "../../engine/isUserSetting";
import { leaveMocks } from "../../support/leaveMocks";

/** Calls that fail because there is no region, each from a function of this file, as in a user's program. */
const programs = {
  getDownloadTasks: async function usersProgram() {
    return await dbs.getDownloadTasks({ instanceName: "rm-1" });
  },
  getDownloadTasksOutput: async function usersProgram() {
    const { ids } = dbs.getDownloadTasksOutput({ instanceName: pulumi.output("rm-1") });
    return await (ids as unknown as { promise(): Promise<unknown> }).promise();
  },
  getDownloadUrl: async function usersProgram() {
    return await dbs.getDownloadUrl({ taskId: "dt-1" });
  },
  getDownloadUrlOutput: async function usersProgram() {
    const { publicUrl } = dbs.getDownloadUrlOutput({ taskId: pulumi.output("dt-1") });
    return await (publicUrl as unknown as { promise(): Promise<unknown> }).promise();
  },
  getDownloadSupport: async function usersProgram() {
    return await dbs.getDownloadSupport({ instanceName: "rm-1" });
  },
  waitForDownloadTasks: async function usersProgram() {
    return await dbs.waitForDownloadTasks({ instanceName: "rm-1" });
  },
  DownloadTasksGate: async function usersProgram() {
    return new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" });
  },
  withSignal: async function usersProgram() {
    return dbs.withSignal({} as AbortSignal, () => {});
  },
};

async function errorOf(program: () => Promise<unknown>): Promise<dbs.DbsError> {
  const error = await program().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(dbs.DbsError.isInstance(error), String(error));
  return error;
}

describe("an error that a program gets", () => {
  const settings = Object.entries(process.env).filter(([name]) => isUserSetting(name));
  before(() => {
    leaveMocks();
    for (const [name] of settings) delete process.env[name];
  });
  after(() => Object.assign(process.env, Object.fromEntries(settings)));

  for (const [name, program] of Object.entries(programs)) {
    it(`shows its message and then only frames of the program, from ${name}`, async () => {
      const { message, stack = "" } = await errorOf(program);
      const [first, ...frames] = stack.split("\n");
      assert.equal(first, `DbsError: ${message}`);
      assert.ok(frames[0]?.includes("usersProgram"), stack);
      assert.deepEqual(
        frames.filter((frame) => !frame.includes(__filename)),
        [],
      );
    });
  }

  it("is printed as its stack alone, because colouring the frames of its cause can take minutes", async () => {
    const cause = new Error("underneath");
    cause.stack = "Error: underneath\n    at send (/a/node_modules/@scope/package/index.js:1:1)";
    const error = new dbs.DbsError("denied", "what was asked", { cause, requestId: "an id" });
    assert.equal(error.stack, "DbsError: [denied] what was asked");
    for (const colors of [true, false]) assert.equal(inspect(error, { colors }), error.stack);
    const wrapped = inspect(new Error("a user's own", { cause: error }));
    assert.match(wrapped, /\[cause\]: DbsError: \[denied\] what was asked/);
    assert.doesNotMatch(wrapped, /@scope/);
  });

  it("is its own, so that two calls that share an answer each name their own place", async () => {
    const [one, other] = await Promise.all([
      errorOf(programs.getDownloadTasks),
      errorOf(programs.waitForDownloadTasks),
    ]);
    assert.notEqual(one.stack, other.stack);
    assert.deepEqual([one.kind, one.issues?.[0]?.property], ["arguments", "regionCode"]);
  });
});
