import assert from "node:assert/strict";
import { runProgram } from "../../support/runProgram";

/** Variables that name a profile in a file that does not exist. */
const BAD_PROFILE = { ALICLOUD_PROFILE: "nobody", ALICLOUD_SHARED_CREDENTIALS_FILE: "/nowhere", HOME: "/nowhere" };

describe("a DownloadTasksGate in plain Node.js", () => {
  for (const [what, opts] of [
    ["a profile that can't be read", "{}"],
    ["options that are null", "null"],
  ]) {
    it(`throws one error, and leaves no unhandled rejection behind, with ${what}`, async () => {
      const { output, code } = await runProgram(
        `
        const dbs = require("pulumi-alicloud-dbs");
        process.on("unhandledRejection", (error) => console.log("unhandled:", error));
        try {
          new dbs.DownloadTasksGate("gate", { instanceName: "rm-1" }, ${opts});
        } catch (error) {
          console.log("thrown:", error.message);
        }`,
        BAD_PROFILE,
      );
      assert.equal(
        output,
        "thrown: [arguments] DownloadTasksGate can only be created in a Pulumi program; " +
          "in plain Node.js, use waitForDownloadTasks\n",
      );
      assert.equal(code, 0);
    }).timeout(600_000);
  }
});
