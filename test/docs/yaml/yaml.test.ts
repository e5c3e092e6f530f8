import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { EXAMPLES } from "../../../sdk/generate/schema/examples";
import { ROOT, WORDS } from "../../plugin/schema/readSchema";
import { inputFiles } from "../shell/inputFiles";
import { snippetsIn } from "../snippets";
import { resourceShape, schemaProblems } from "./schemaProblems";
import { objectProblems } from "./valueProblems";

/** Returns what is wrong with a text in YAML. */
function problemsIn(text: string): string[] {
  const documents = parseAllDocuments(text, { uniqueKeys: true, strict: true });
  if (!Array.isArray(documents)) return ["it holds no document"];
  const errors = documents.flatMap((document) =>
    [...document.errors, ...document.warnings].map(({ message }) => message),
  );
  return errors.length > 0 ? errors : documents.flatMap((document) => schemaProblems(document.toJS()));
}

const WHOLE = `name: exports
runtime: yaml
config:
  alicloud-dbs:region:
    value: cn-hangzhou
resources:
  prod:
    type: pulumi:providers:alicloud-dbs
    properties:
      region: cn-shanghai
  orders:
    type: alicloud-dbs:DownloadTask
    properties:
      instanceName: rm-1
      backupSetId: "146005"
      format: csv
      target: { type: OSS, bucket: my-exports }
variables:
  found:
    fn::invoke:
      function: alicloud-dbs:getDownloadTasks
      arguments:
        instanceName: rm-1
        taskIds: ["\${orders.taskId}"]
outputs:
  state: \${found.tasks[0].downloadStatus}
`;

const WRONG: [string, string, string, string][] = [
  [
    "an unknown resource",
    "alicloud-dbs:DownloadTask",
    "alicloud-dbs:DownloadTsk",
    "alicloud-dbs:DownloadTsk is not a resource",
  ],
  ["an unknown property", "backupSetId:", "backupSet:", "alicloud-dbs:DownloadTask.backupSet is not in the schema"],
  ["a missing property", "      format: csv\n", "", "alicloud-dbs:DownloadTask.format is missing"],
  ["a number in place of a text", '"146005"', "146005", "alicloud-dbs:DownloadTask.backupSetId is not a string"],
  [
    "an unknown word of an enum",
    "type: OSS",
    "type: S3",
    "alicloud-dbs:DownloadTask.target.type is not one of URL, OSS",
  ],
  [
    "an unknown nested property",
    "bucket:",
    "buckets:",
    "alicloud-dbs:DownloadTask.target.buckets is not in the schema",
  ],
  [
    "an unknown argument of a provider",
    "region: cn-s",
    "area: cn-s",
    "pulumi:providers:alicloud-dbs.area is not in the schema",
  ],
  ["an unknown function", "getDownloadTasks", "getTasks", "alicloud-dbs:getTasks is not a function"],
  ["an unknown argument", "taskIds:", "ids:", "alicloud-dbs:getDownloadTasks.ids is not in the schema"],
  ["an unknown output", "orders.taskId", "orders.task", `\${orders.task} is not an output`],
  ["an unknown result", "found.tasks[0]", "found.task[0]", `\${found.task} is not an output`],
  [
    "an unknown key of the configuration",
    "alicloud-dbs:region",
    "alicloud-dbs:regio",
    "alicloud-dbs:regio is not a key of the configuration",
  ],
];

describe("the YAML in the documentation", () => {
  it("can be parsed, and says nothing against the schema", () => {
    const problems = snippetsIn("yaml").flatMap(({ where, code }) =>
      problemsIn(code).map((each) => `${where}: ${each}`),
    );
    assert.deepEqual(problems, []);
  });

  it("gives `pulumi do` the inputs that the resource takes", () => {
    const files = inputFiles();
    assert.ok(files.length > 0, "the input file of docs/command-line.md is not found");
    const problems = files.flatMap(({ where, token, inputs, flags }) => {
      const shape = resourceShape(token);
      assert.ok(shape, `${where}: ${token}`);
      const required = (shape.required ?? []).filter((name) => !flags.includes(name));
      return objectProblems(where, inputs, { ...shape, required });
    });
    assert.deepEqual(problems, []);
  });

  it("is understood as Pulumi does, so that the examples say nothing against the schema", () => {
    const examples = Object.keys(WORDS).map((word) => join(EXAMPLES, word, "Pulumi.yaml"));
    for (const file of [...examples, join(ROOT, "examples/yaml/Pulumi.yaml")]) {
      assert.deepEqual(problemsIn(readFileSync(file, "utf8")), [], file);
    }
    assert.deepEqual(problemsIn(WHOLE), []);
  });

  for (const [what, right, wrong, problem] of WRONG) {
    it(`is refused for ${what}`, () => {
      assert.deepEqual(problemsIn(WHOLE.replace(right, wrong)), [problem]);
    });
  }

  it("is refused if it can't be parsed", () => {
    assert.match(problemsIn("a: 1\na: 2\n").join(), /Map keys must be unique/);
    assert.match(problemsIn("a: [1\n").join(), /line 2, column 1/);
  });
});
