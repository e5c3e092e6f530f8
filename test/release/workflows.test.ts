import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PULUMI_VERSION } from "../engine/cli/pulumiVersion";
import { ensureActionlint } from "../pipelines/actionlint/ensureActionlint";

const ROOT = join(__dirname, "../..");
const FOLDER = join(ROOT, ".github/workflows");
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const workflows = Object.fromEntries(
  readdirSync(FOLDER).map((file) => [file, readFileSync(join(FOLDER, file), "utf8")]),
);

/** Returns the text of each job of a workflow, by its name. */
function jobsOf(text: string): Record<string, string> {
  const [, jobs = ""] = text.split(/^jobs:$/m);
  const parts = jobs.split(/^ {2}([\w-]+):$/m).slice(1);
  return Object.fromEntries(parts.flatMap((name, at) => (at % 2 === 0 ? [[name, parts[at + 1] ?? ""]] : [])));
}

/** Returns the permissions of a job. */
function permissionsOf(job: string): string[] {
  const [, block = ""] = /^ {4}permissions:\n((?: {6}.*\n)+)/m.exec(job) ?? [];
  return block.trim().split(/\n\s*/);
}

for (const [file, text] of Object.entries(workflows)) {
  describe(`the workflow ${file}`, () => {
    it("pins each action by its commit and names its version, and pins each action to one commit", () => {
      const uses = [...text.matchAll(/^ +(?:- )?uses: (.*)$/gm)].map(([, action = ""]) => action);
      assert.ok(uses.length > 0);
      for (const action of uses) {
        assert.match(action, /^(\.\/\.github\/workflows\/[\w.]+|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
      }
      const everywhere = Object.values(workflows).join("\n");
      for (const [, name = "", commit = ""] of everywhere.matchAll(/uses: ([^@\s]+)@(.*)$/gm)) {
        assert.deepEqual([...everywhere.matchAll(new RegExp(`uses: ${name}@(?!${commit})`, "g"))], [], name);
      }
    });

    it("passes actionlint", async () => {
      const command = await ensureActionlint({ environment: process.env, report: console.log });
      // Neither of the programs that it calls where they are installed: what it says must not depend on the machine.
      await promisify(execFile)(command, ["-shellcheck=", "-pyflakes=", join(FOLDER, file)]);
    });

    it("gives no permission to all jobs, and names those of each", () => {
      assert.match(text, /^permissions: \{\}$/m);
      const jobs = jobsOf(text);
      assert.ok(Object.keys(jobs).length > 0);
      for (const [name, job] of Object.entries(jobs)) {
        for (const permission of permissionsOf(job)) {
          assert.match(permission, /^(contents|id-token|attestations): (read|write)$/, `${file} ${name}`);
        }
      }
    });

    it("runs only scripts that exist", () => {
      for (const [, name = ""] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) assert.ok(name in scripts, name);
      for (const [, path = ""] of text.matchAll(/run: (\.\S+)$/gm)) assert.ok(existsSync(join(ROOT, path)), path);
    });
  });
}

describe("the workflow release.yml as a whole", () => {
  const jobs = jobsOf(workflows["release.yml"] ?? "");

  it("gives each publishing job what it needs, and the right to write to one place alone", () => {
    const permissions = Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, permissionsOf(job)]));
    assert.deepEqual(permissions, {
      ci: ["contents: read"],
      build: ["contents: read", "id-token: write", "attestations: write"],
      github: ["contents: write"],
      npm: ["id-token: write"],
      pypi: ["id-token: write"],
    });
  });

  it("runs all of CI first, and publishes to npm and PyPI only after the release from which they get the plugin", () => {
    const needs = Object.entries(jobs).map(([name, job]) => [name, /^ {4}needs: (.*)$/m.exec(job)?.[1]]);
    const expected = { ci: undefined, build: "ci", github: "build", npm: "github", pypi: "github" };
    assert.deepEqual(Object.fromEntries(needs), expected);
  });

  it("checks out no code and runs no script of this repository where it publishes", () => {
    for (const name of ["github", "npm", "pypi"]) {
      assert.doesNotMatch(jobs[name] ?? "", /checkout|npm (ci|install|run)|pip install/, name);
    }
  });
});

describe("the workflow ci.yml as a whole", () => {
  it("runs .ci/run on every supported major version of Node.js", () => {
    assert.match(jobsOf(workflows["ci.yml"] ?? "").run ?? "", /node: \["20", "22", "24"\](?:.|\n)*run: \.ci\/run/);
  });

  it("installs the version of the CLI that the pictures show before it runs anything", () => {
    for (const [name, job] of Object.entries(jobsOf(workflows["ci.yml"] ?? ""))) {
      const [setUp = ""] = job.split(/^ {6}- run: /m);
      const versions = [...setUp.matchAll(/uses: pulumi\/actions@.*\n +with:\n +pulumi-version: (.*)$/gm)];
      assert.deepEqual(
        versions.map(([, version]) => version),
        [PULUMI_VERSION],
        name,
      );
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
