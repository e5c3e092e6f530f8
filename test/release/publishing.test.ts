import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const WORKFLOW = join(__dirname, "../../.github/workflows/release.yml");
const { jobs } = parse(readFileSync(WORKFLOW, "utf8"));

/** A program in place of `gh` and `npm`. It notes how it is called, and then does what the file `answers` says. */
const STUB = `#!/bin/bash
echo "$(basename "$0") $*" >>"$CALLS"
. "$ANSWERS"
`;

describe("a step of release.yml", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "publishing-"));
    mkdirSync(join(folder, "bin"));
    for (const name of ["gh", "npm"]) writeFileSync(join(folder, "bin", name), STUB, { mode: 0o755 });
    mkdirSync(join(folder, "npm"));
    mkdirSync(join(folder, "plugin"));
    for (const file of ["npm/package-1.2.3.tgz", "plugin/linux.tar.gz", "plugin/NOTES.md"]) {
      writeFileSync(join(folder, file), file);
    }
    const sum = createHash("sha256").update("plugin/linux.tar.gz").digest("hex");
    writeFileSync(join(folder, "plugin", "SHA256SUMS"), `${sum}  linux.tar.gz\n`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the shell of a step, as GitHub does. `answers` is the shell of the stub. Returns its code and the calls. */
  function run(job: string, name: string, answers: string): { code: number | null; calls: string[]; output: string } {
    const step = jobs[job].steps.find((each: { name?: string }) => each.name === name);
    const calls = join(folder, "calls");
    rmSync(calls, { force: true });
    writeFileSync(join(folder, "answers"), answers);
    const tag = job === "go" ? "sdk/go/v1.2.3" : "v1.2.3";
    const more = { TAG: tag, COMMIT: "c0ffee", GH_REPO: "owner/name", CALLS: calls, ANSWERS: join(folder, "answers") };
    const { status, stdout } = spawnSync("bash", ["-e", "-c", step.run], {
      cwd: folder,
      env: { ...process.env, ...more, PATH: `${join(folder, "bin")}:${process.env.PATH}` },
      encoding: "utf8",
    });
    const made = existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : [];
    return { code: status, calls: made, output: stdout };
  }

  const create = "gh release create v1.2.3 --draft --verify-tag --title v1.2.3 --notes-file plugin/NOTES.md";
  const [view, upload, publish] = [
    "gh release view v1.2.3",
    "gh release upload v1.2.3 plugin/linux.tar.gz plugin/SHA256SUMS --clobber",
    "gh release edit v1.2.3 --draft=false",
  ];
  it("publishes a release when all of its files are there, with its section of CHANGELOG.md", () => {
    const { code, calls } = run("github", "Create the release", "[ $2 != view ]");
    assert.deepEqual([code, calls], [0, [view, create, upload, publish]]);
  });

  it("goes on with a release that an earlier try has left", () => {
    const failed = run("github", "Create the release", "[ $2 != view ] && [ $2 != upload ]");
    assert.deepEqual([failed.code === 0, failed.calls], [false, [view, create, upload]]);
    assert.deepEqual(run("github", "Create the release", "").calls, [view, upload, publish]);
  });

  it("publishes no archive with another checksum", () => {
    writeFileSync(join(folder, "plugin/linux.tar.gz"), "another");
    const { code, calls } = run("github", "Create the release", "");
    assert.deepEqual([code === 0, calls], [false, []]);
  });

  const look = "gh api repos/owner/name/git/ref/tags/sdk/go/v1.2.3 --jq .object.sha";
  it("tags the Go module", () => {
    const { code, calls } = run("go", "Tag the Go module", '[ "$3" != --jq ] || { echo "Not Found"; exit 1; }');
    const tag = "gh api repos/owner/name/git/refs -f ref=refs/tags/sdk/go/v1.2.3 -f sha=c0ffee";
    assert.deepEqual([code, calls], [0, [look, tag]]);
  });

  it("accepts a tag of the Go module that is on this commit, and no other", () => {
    const done = run("go", "Tag the Go module", "echo c0ffee");
    assert.deepEqual([done.code, done.calls], [0, [look]]);
    const other = run("go", "Tag the Go module", "echo abad1dea");
    assert.deepEqual([other.code, other.calls], [1, [look]]);
    assert.match(other.output, /^::error::the tag sdk\/go\/v1\.2\.3 is already on abad1dea$/m);
  });

  const ask = "npm view pulumi-alicloud-dbs@1.2.3 version";
  it("publishes the npm package with provenance, also if npm has none of its versions", () => {
    const publishes = [ask, "npm publish ./npm/package-1.2.3.tgz --provenance --access public"];
    assert.deepEqual(run("npm", "Publish the npm package", "").calls, publishes);
    assert.deepEqual(run("npm", "Publish the npm package", "[ $1 = publish ]").calls, publishes);
    assert.equal(run("npm", "Publish the npm package", "[ $1 = view ]").code, 1);
  });

  it("leaves the npm package alone if npm has this version", () => {
    const { code, calls } = run("npm", "Publish the npm package", "echo 1.2.3");
    assert.deepEqual([code, calls], [0, [ask]]);
  });

  it("refuses a tag whose commit is not on main", () => {
    const git = (...args: string[]) => {
      const who = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
      execFileSync("git", [...who, ...args], { cwd: folder, stdio: "ignore" });
    };
    git("init", "--initial-branch", "main");
    git("commit", "--allow-empty", "--message", "one");
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    const check = () => run("build", "Check that the tag is on main", "");
    assert.equal(check().code, 0);
    git("commit", "--allow-empty", "--message", "two");
    const { code, output } = check();
    assert.equal(code, 1);
    assert.match(output, /^::error::the commit of this tag is not on main/);
  });

  it("leaves what PyPI has alone", () => {
    const { uses, with: given } = jobs.pypi.steps.at(-1);
    assert.match(uses, /^pypa\/gh-action-pypi-publish@/);
    assert.deepEqual(given, { "skip-existing": true });
  });
});
