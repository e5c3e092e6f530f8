import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import * as dbs from "pulumi-alicloud-dbs";
import { VERSION } from "../../sdk/nodejs/version";

describe("the package's face", () => {
  it("has these names and no others", () => {
    assert.deepEqual(Object.keys(dbs).sort(), [
      "DbsError",
      "DownloadTasksGate",
      "getDownloadTasks",
      "getDownloadTasksOutput",
      "waitForDownloadTasks",
    ]);
  });

  it("says package.json's version", () => {
    assert.equal(VERSION, JSON.parse(readFileSync("package.json", "utf8")).version);
  });

  it("loads neither zod nor the cloud's client at import", () => {
    const script = `require("pulumi-alicloud-dbs"); console.log(Object.keys(require.cache).filter((file) => /node_modules.(zod|@alicloud)/.test(file)).length)`;
    assert.equal(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }).trim(), "0");
  });
});
