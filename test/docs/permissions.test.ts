import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../plugin/schema/readSchema";
import { snippetsIn } from "./snippets";

interface Policy {
  Statement?: { Action: string | string[] }[];
}

const read = (page: string) => readFileSync(join(ROOT, page), "utf8");

const INSTANCE = "acs:rds:<region>:<account>:dbinstance/<instance>";

/**
 * The narrowest resource that a RAM policy can name for each action. Source: the vendor's table of RAM actions on the
 * reference page of each operation (2025).
 */
const RESOURCES: Record<string, string> = {
  "dbs:DescribeDownloadTask": INSTANCE,
  "dbs:CreateDownload": INSTANCE,
  "dbs:RetryDownloadTask": "*",
  "dbs:DescribeDownloadSupport": "*",
  "dbs:DescribeDownloadBackupSetStorageInfo": "*",
};

describe("the permissions in the documentation", () => {
  it("name for each action the resources to which RAM can narrow it", () => {
    const [, table = ""] = read("docs/exports.md").split("\n## Permissions\n");
    const rows = table.split("\n").flatMap((line) => (line.startsWith("|") ? [line.split("|").slice(2, 4)] : []));
    const found: Record<string, string> = {};
    for (const [actions = "", resource = ""] of rows) {
      // What stands behind "and" is the look after a refusal, which has a row of its own.
      for (const [, action = ""] of (actions.split(", and ")[0] ?? "").matchAll(/`(dbs:\w+)`/g)) {
        assert.equal(resource.trim(), `\`${RESOURCES[action]}\``, action);
        found[action] = resource;
      }
    }
    assert.deepEqual(Object.keys(found).sort(), Object.keys(RESOURCES).sort());
  });

  it("are in README those of the table, on one instance or on all", () => {
    const sentence = /must allow (.*?)\.\n/s.exec(read("README.md"))?.[1]?.replaceAll("\n", " ") ?? "";
    const [narrow = "", wide = ""] = sentence.split(", on `*` or on one instance, ");
    const actions = (text: string) => [...text.matchAll(/`(dbs:\w+)`/g)].map(([, action = ""]) => action);
    const onInstance = (action: string) => RESOURCES[action] === INSTANCE;
    assert.deepEqual([actions(narrow).length, actions(wide).length], [2, 3], sentence);
    assert.match(wide, /, on `\*`$/);
    assert.ok(actions(narrow).every(onInstance), narrow);
    assert.ok(!actions(wide).some(onInstance), wide);
  });
});

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
