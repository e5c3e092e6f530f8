import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as dbs from "pulumi-alicloud-dbs";

describe("the package", () => {
  it("exports these names and no others", () => {
    assert.deepEqual(Object.keys(dbs).sort(), [
      "DbsError",
      "DownloadTask",
      "DownloadTasksGate",
      "Provider",
      "getDownloadSupport",
      "getDownloadSupportOutput",
      "getDownloadTasks",
      "getDownloadTasksOutput",
      "getDownloadUrl",
      "getDownloadUrlOutput",
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

  it("throws one error if a resource is made in plain Node.js, whatever the options and the machine's profile", () => {
    const script = `
      const dbs = require("pulumi-alicloud-dbs");
      for (const options of [undefined, null]) {
        for (const Resource of [dbs.DownloadTasksGate, dbs.DownloadTask]) {
          try { new Resource("name", { instanceName: "rm-1" }, options); } catch ({ message }) { console.log(message); }
        }
      }`;
    const env = { PATH: process.env.PATH, HOME: "/nowhere", ALICLOUD_PROFILE: "nobody" };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8", env });
    const errors = [
      "[arguments] DownloadTasksGate can only be created in a Pulumi program; in plain Node.js, use waitForDownloadTasks",
      "[arguments] DownloadTask can only be created in a Pulumi program",
    ];
    assert.deepEqual([status, stderr, stdout.trim().split("\n")], [0, "", [...errors, ...errors]]);
  });
});
