import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";
import { snippetsIn } from "./snippets";

interface Policy {
  Statement?: { Action: string | string[] }[];
}

const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

describe("the RAM policy in docs/exports.md", () => {
  it("allows the actions of a wait, an export and a retry, which the table of permissions and README name", () => {
    const policies = snippetsIn("json")
      .filter(({ page }) => page === "docs/exports.md")
      .map(({ code }): Policy => JSON.parse(code))
      .filter(({ Statement }) => Statement !== undefined);
    assert.equal(policies.length, 1);
    const actions = policies.flatMap(({ Statement = [] }) => Statement.flatMap(({ Action }) => Action));
    assert.deepEqual(actions, ["dbs:DescribeDownloadTask", "dbs:CreateDownload", "dbs:RetryDownloadTask"]);
    for (const action of actions) {
      assert.match(read("docs/exports.md"), new RegExp(`^\\|.*\`${action}\``, "m"));
      assert.ok(read("README.md").includes(`\`${action}\``), action);
    }
  });
});
