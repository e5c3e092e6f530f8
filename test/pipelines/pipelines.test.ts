import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { checkWorkflow } from "./actionlint/checkWorkflow";
import { GITLAB_KEYWORDS } from "./gitlabKeywords";
import { type JsonObject, objectAt, textAt } from "./jsonObject";
import { gitlabJobNames, PIPELINES, readPipeline, readPipelineJobs, readWholeFlow } from "./readPipelines";

/** Minutes of a job that remain for everything but the wait at the gate. */
const ROOM = 15;
const JOB_NAMES = ["up", "look-once", "without-a-program"];

function assertOnlyKeys(object: JsonObject, known: readonly string[], what: string): void {
  const unknown = Object.keys(object).filter((key) => !known.includes(key));
  assert.deepEqual(unknown, [], `unknown keys of ${what}`);
}

describe("the pipelines to copy", () => {
  it("hold the same three jobs for each product", () => {
    for (const file of ["github.yml", "gitlab.yml", "flow.yml"]) {
      const names = readPipelineJobs().flatMap((job) => (job.file === file ? [job.name] : []));
      assert.deepEqual(names.sort(), [...JOB_NAMES].sort(), file);
    }
  });

  it("start one job at a time: in Flow, which runs all stages in turn, one alone is active", () => {
    assert.deepEqual(Object.keys(objectAt(readPipeline("flow.yml"), "stages")), ["look_once"]);
    const gitlab = readPipeline("gitlab.yml");
    const manual = { if: '$CI_PIPELINE_SOURCE == "web"', when: "manual", allow_failure: true };
    assert.deepEqual(objectAt(gitlab, "without-a-program").rules, [manual]);
  });

  it("install Pulumi with its host for YAML, in one version", () => {
    const { name } = objectAt(objectAt(readPipeline("gitlab.yml"), "default"), "image");
    const [, version] = /^pulumi\/pulumi:(\d+\.\d+\.\d+)$/.exec(String(name)) ?? [];
    const { steps } = objectAt(objectAt(readPipeline("github.yml"), "jobs"), "up") as { steps: JsonObject[] };
    const installed = steps.flatMap((step) => ("with" in step ? [objectAt(step, "with")["pulumi-version"]] : []));
    assert.deepEqual(
      installed.filter((each) => each !== undefined),
      [version],
    );
  });

  it("hold the stack for the jobs that use it, and for no other", () => {
    const github = objectAt(readPipeline("github.yml"), "jobs");
    const gitlab = readPipeline("gitlab.yml");
    for (const name of JOB_NAMES) {
      const group = name === "without-a-program" ? undefined : "exports-prod";
      assert.equal(objectAt(gitlab, name).resource_group, group, name);
      const expected = group === undefined ? undefined : { group, "cancel-in-progress": false };
      assert.deepEqual(objectAt(github, name).concurrency, expected, name);
    }
  });

  it("give each job a limit that does not cut the wait at its gate", () => {
    for (const { file, name, limit, shells } of readPipelineJobs()) {
      const wait = /(?:gateTimeout=|orders\.pp )(\d+)/.exec(shells.join("\n"));
      assert.ok(wait, `${file}: ${name} states no time for its wait`);
      assert.ok(Number(wait[1]) + ROOM <= limit, `${file}: ${name} waits ${wait[1]} of ${limit} minutes`);
    }
  });

  it("call only scripts that are in the folder and may be executed", () => {
    const called = readPipelineJobs().flatMap(({ shells }) =>
      shells.flatMap((shell) => [...shell.matchAll(/\bpipelines\/(\S+)/g)].map(([, name = ""]) => name)),
    );
    assert.deepEqual([...new Set(called)].sort(), [
      "exit-by-kind.sh",
      "oidc-token.sh",
      "orders.pp",
      "pulumi-do.sh",
      "wait-for-export.sh",
    ]);
    for (const name of called.filter((each) => each.endsWith(".sh"))) {
      assert.ok(statSync(join(PIPELINES, name)).mode & 0o100, `${name} can't be executed`);
      assert.match(readFileSync(join(PIPELINES, name), "utf8"), /^#!\/usr\/bin\/env bash\n(#.*\n)+set -euo pipefail\n/);
    }
  });

  it("name the same kinds for not ready in the script for Pulumi, in plain Node.js and in the documentation", () => {
    const read = (file: string) => readFileSync(join(PIPELINES, file), "utf8");
    const [, inScript] = /^not_ready=.*\\\[\(([a-z|]+)\)\\\] '$/m.exec(read("exit-by-kind.sh")) ?? [];
    const [, inNode = ""] = /process\.exitCode = \[(.*)\]\.includes/.exec(read("wait.mjs")) ?? [];
    const [, inPage = ""] = /^\| 75 +\| (.*), and nothing else/m.exec(read("../../docs/pipelines.md")) ?? [];
    const kinds = inScript?.split("|");
    assert.deepEqual(inNode.match(/\w+/g), kinds);
    assert.deepEqual(inPage.match(/(?<=\[)\w+(?=\])/g), kinds);
  });

  it("pass actionlint, and use actions pinned by commit, with the version beside it", async () => {
    await checkWorkflow(join(PIPELINES, "github.yml"));
  });

  it("take no permission in GitHub Actions but to read the repository and to ask for a token", () => {
    const pipeline = readPipeline("github.yml");
    assert.deepEqual(pipeline.permissions, {});
    for (const name of JOB_NAMES) {
      const { permissions } = objectAt(objectAt(pipeline, "jobs"), name);
      assert.deepEqual(permissions, { contents: "read", "id-token": "write" });
    }
  });

  it("leave no token of GitHub in the checkout, and end a step in GitHub at the first failure in a pipe", () => {
    const pipeline = readPipeline("github.yml");
    assert.deepEqual(pipeline.defaults, { run: { shell: "bash" } });
    for (const name of JOB_NAMES) {
      const [checkout] = objectAt(objectAt(pipeline, "jobs"), name).steps as JsonObject[];
      assert.match(textAt(checkout ?? {}, "uses"), /^actions\/checkout@/);
      assert.deepEqual(checkout?.with, { "persist-credentials": false }, name);
    }
  });

  it("call Alibaba Cloud from GitHub only with a token of the step's own", () => {
    for (const { file, name, shells } of readPipelineJobs().filter((job) => job.file === "github.yml")) {
      for (const shell of shells.filter((each) => each !== "npm ci")) {
        assert.match(shell, /^(code=0\n)?(exec )?pipelines\/oidc-token\.sh pipelines\/\S/, `${file}: ${name}`);
      }
    }
  });

  it("have the form that GitLab reads: its keywords, stages that are declared, and scripts of texts", () => {
    const pipeline = readPipeline("gitlab.yml");
    const stages = pipeline.stages as string[];
    const defaults = objectAt(pipeline, "default");
    assertOnlyKeys(defaults, GITLAB_KEYWORDS.default, "default");
    assertOnlyKeys(objectAt(defaults, "image"), GITLAB_KEYWORDS.image, "image");
    for (const name of gitlabJobNames(pipeline)) {
      const job = objectAt(pipeline, name);
      assertOnlyKeys(job, GITLAB_KEYWORDS.job, name);
      for (const key of ["retry", "allow_failure"] as const) {
        if (key in job) assertOnlyKeys(objectAt(job, key), GITLAB_KEYWORDS[key], `${name}: ${key}`);
      }
      for (const rule of job.rules as JsonObject[]) assertOnlyKeys(rule, GITLAB_KEYWORDS.rule, `${name}: rules`);
      assert.ok(stages.includes(textAt(job, "stage")), `${name} has a stage that is not declared`);
      for (const needed of (job.needs ?? []) as string[]) assert.ok(needed in pipeline, `${name} needs ${needed}`);
      for (const line of job.script as unknown[]) assert.equal(typeof line, "string", `${name}: ${line}`);
      assert.ok(Array.isArray(job.rules) && job.rules.length > 0, `${name} has no rule`);
    }
  });

  it("are run again by GitLab only if the exports are not ready, and twice at most", () => {
    const pipeline = readPipeline("gitlab.yml");
    for (const name of ["up", "without-a-program"]) {
      assert.deepEqual(objectAt(pipeline, name).retry, { max: 2, exit_codes: [75] });
    }
    assert.deepEqual(objectAt(pipeline, "look-once").allow_failure, { exit_codes: [75] });
  });

  it("have the form that Flow reads: stages of jobs of steps, each with an id, and commands of texts", () => {
    const pipeline = readWholeFlow();
    assertOnlyKeys(pipeline, ["name", "sources", "stages"], "the pipeline");
    const ID = /^[A-Za-z][A-Za-z0-9_]{0,29}$/;
    const within = (parent: JsonObject, key: string, known: readonly string[], each: (one: JsonObject) => void) => {
      const group = objectAt(parent, key);
      assert.ok(Object.keys(group).length > 0, `${key} is empty`);
      for (const id of Object.keys(group)) {
        assert.match(id, ID);
        assertOnlyKeys(objectAt(group, id), known, id);
        each(objectAt(group, id));
      }
    };
    within(pipeline, "sources", ["type", "name", "endpoint", "branch", "certificate"], (source) => {
      assert.equal(source.type, "codeup");
    });
    within(pipeline, "stages", ["name", "jobs"], (stage) =>
      within(stage, "jobs", ["name", "runsOn", "timeoutMinutes", "steps"], (job) => {
        assertOnlyKeys(objectAt(job, "runsOn"), ["group", "labels", "vm"], "runsOn");
        assert.ok(Number.isInteger(job.timeoutMinutes));
        within(job, "steps", ["name", "step", "with"], (step) => {
          assert.equal(step.step, "Command");
          assertOnlyKeys(objectAt(step, "with"), ["run"], "with");
          textAt(objectAt(step, "with"), "run");
        });
      }),
    );
  });
});
