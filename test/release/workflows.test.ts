import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { PULUMI_VERSION } from "../engine/cli/pulumiVersion";
import { checkWorkflow } from "../pipelines/actionlint/checkWorkflow";
import { type JsonObject, objectAt } from "../pipelines/jsonObject";

const ROOT = join(__dirname, "../..");
const FOLDER = join(ROOT, ".github/workflows");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const workflows = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]),
);

/** Returns the jobs of a workflow, by their names. */
function jobsOf(file: string): Record<string, JsonObject> {
  const jobs = objectAt(parse(workflows[file] ?? ""), "jobs");
  return Object.fromEntries(Object.keys(jobs).map((name) => [name, objectAt(jobs, name)]));
}

for (const [file, text] of Object.entries(workflows)) {
  describe(`the workflow ${file}`, () => {
    it("passes actionlint, and pins each action by its commit and names its version", async () => {
      await checkWorkflow(join(FOLDER, file));
    });

    it("pins each action to the same commit as the other workflows", () => {
      const everywhere = Object.values(workflows).join("\n");
      for (const [, name = "", commit = ""] of text.matchAll(/uses: ([^@\s]+)@(.*)$/gm)) {
        assert.deepEqual([...everywhere.matchAll(new RegExp(`uses: ${name}@(?!${commit})`, "g"))], [], name);
      }
    });

    it("gives no permission to all jobs, and names those of each", () => {
      assert.deepEqual(parse(text).permissions, {});
      for (const [name, job] of Object.entries(jobsOf(file))) {
        const permissions = Object.entries(objectAt(job, "permissions"));
        assert.ok(permissions.length > 0, name);
        for (const permission of permissions) {
          assert.match(permission.join(": "), /^(contents|id-token|attestations): (read|write)$/, `${file} ${name}`);
        }
      }
    });

    it("names the system on which each of its jobs runs by its version", () => {
      for (const [name, job] of Object.entries(jobsOf(file))) {
        if (!("uses" in job)) assert.equal(job["runs-on"], "ubuntu-24.04", name);
      }
    });

    it("runs only scripts that exist", () => {
      for (const [, name = ""] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) assert.ok(name in scripts, name);
      for (const [, path = ""] of text.matchAll(/run: (\.\S+)$/gm)) assert.ok(existsSync(join(ROOT, path)), path);
    });
  });
}

describe("the workflow release.yml as a whole", () => {
  const jobs = jobsOf("release.yml");
  /** Returns a key of each job. */
  const each = (key: string) => Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job[key]]));

  it("starts at a tag of a whole version alone", () => {
    assert.deepEqual(parse(workflows["release.yml"] ?? "").on, { push: { tags: ["v[0-9]+.[0-9]+.[0-9]+"] } });
  });

  it("gives each publishing job what it needs, and the right to write to one place alone", () => {
    assert.deepEqual(each("permissions"), {
      ci: { contents: "read" },
      build: { contents: "read", "id-token": "write", attestations: "write" },
      github: { contents: "write" },
      go: { contents: "write" },
      npm: { "id-token": "write" },
      pypi: { "id-token": "write" },
    });
  });

  it("publishes nothing without an environment, which a person approves, and holds no token of its own", () => {
    const { ci, build, ...publishing } = each("environment");
    assert.deepEqual([ci, build], [undefined, undefined]);
    assert.deepEqual(publishing, { github: "release", go: "release", npm: "npm", pypi: "pypi" });
    assert.doesNotMatch(workflows["release.yml"] ?? "", /secrets\./);
  });

  it("runs all of CI first, and publishes to others only after the release from which the SDKs get the plugin", () => {
    const expected = { ci: undefined, build: "ci", github: "build", go: "github", npm: "github", pypi: "github" };
    assert.deepEqual(each("needs"), expected);
  });

  it("checks out no code and runs no script of this repository where it publishes", () => {
    for (const name of ["github", "go", "npm", "pypi"]) {
      const text = JSON.stringify(jobs[name]);
      assert.doesNotMatch(text, /checkout|npm (ci|install|run)|pip install/, name);
    }
  });
});

describe("the workflow ci.yml as a whole", () => {
  it("runs .ci/run on every supported major version of Node.js", () => {
    const { strategy, steps } = jobsOf("ci.yml").run as { strategy: JsonObject; steps: JsonObject[] };
    assert.deepEqual(objectAt(strategy, "matrix"), { node: ["20", "22", "24"] });
    assert.equal(steps.at(-1)?.run, ".ci/run");
  });

  it("ends the run of an older commit of a pull request, and no other run", () => {
    const { group, "cancel-in-progress": cancels } = parse(workflows["ci.yml"] ?? "").concurrency;
    assert.match(group, /github\.event_name == 'pull_request' && github\.ref \|\| github\.run_id/);
    assert.match(cancels, /^\$\{\{ github\.event_name == 'pull_request' \}\}$/);
  });

  it("installs the version of the CLI that the pictures show before it runs anything", () => {
    for (const [name, { steps }] of Object.entries(jobsOf("ci.yml")) as [string, { steps: JsonObject[] }][]) {
      const first = steps.findIndex(({ run }) => run !== undefined);
      const versions = steps
        .slice(0, first)
        .flatMap((step) =>
          /^pulumi\/actions@/.test(String(step.uses)) ? [objectAt(step, "with")["pulumi-version"]] : [],
        );
      assert.deepEqual(versions, [PULUMI_VERSION], name);
    }
  });
});

describe("dependabot.yml", () => {
  it("looks after every folder whose packages are pinned by hand, and after nothing that does not exist", () => {
    const text = readFileSync(join(ROOT, ".github/dependabot.yml"), "utf8");
    const folders = [...text.matchAll(/^ +(?:directory: |- )(\/\S*)$/gm)].map(([, folder = ""]) => folder);
    const manifests = {
      "go.mod": /^sdk\/go\//,
      "requirements.txt": /^examples\/python\//,
      "package.json": /^examples\/templates\//,
    };
    const names = Object.keys(manifests) as (keyof typeof manifests)[];
    const files = execFileSync("git", ["ls-files", "--", ...names.map((name) => `**/${name}`), "package.json"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const pinned = files
      .trim()
      .split("\n")
      .filter((file) => !names.some((name) => manifests[name].test(file)));
    const expected = pinned.map((file) => (file.includes("/") ? `/${file.replace(/\/[^/]+$/, "")}` : "/"));
    assert.deepEqual([...new Set(folders)].sort(), [...new Set(expected)].sort());
  });
});
