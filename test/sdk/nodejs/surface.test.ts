import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as dbs from "pulumi-alicloud-dbs";

describe("the package", () => {
  it("exports these names and no others", () => {
    assert.deepEqual(Object.keys(dbs).sort(), [
      "DbsError",
      "DownloadTasksGate",
      "getDownloadTasks",
      "getDownloadTasksOutput",
      "waitForDownloadTasks",
      "withSignal",
    ]);
  });

  it("recognizes its own errors, even from another copy of the package", () => {
    const { DbsError } = dbs;
    const foreign = Object.assign(new Error("[denied] no"), { name: "DbsError", kind: "denied" });
    const others = [new Error("x"), { name: "DbsError", kind: "denied" }, undefined, "text"];
    assert.deepEqual([new DbsError("denied", "no"), foreign].map(DbsError.isInstance), [true, true]);
    assert.deepEqual(others.map(DbsError.isInstance), [false, false, false, false]);
  });

  it("loads neither zod nor the cloud's client when it is imported", () => {
    const script = `require("pulumi-alicloud-dbs"); console.log(Object.keys(require.cache).filter((file) => /node_modules.(zod|@alicloud)/.test(file)).length)`;
    assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim(), "0");
  });
});
