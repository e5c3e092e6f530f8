import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { changelogSection } from "../../provider/release/changelogSection";
import { readVersions } from "../../provider/release/readVersions";
import { releaseProblems } from "../../provider/release/releaseProblems";
import { startPluginEngine } from "../support/plugin/pluginEngine";

const ROOT = join(__dirname, "../..");
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));

describe("the versions of a release", () => {
  it("are the same in the package, the schema, the SDKs and the running plugin", async () => {
    const engine = await startPluginEngine();
    try {
      const plugin = (await engine.call(engine.client.getPluginInfo, new Empty())).getVersion();
      const versions = { ...readVersions(ROOT), plugin };
      assert.deepEqual(versions, Object.fromEntries(Object.keys(versions).map((part) => [part, version])));
      assert.ok(Object.keys(versions).length >= 9);
    } finally {
      engine.close();
    }
  });

  it("have a section in CHANGELOG.md, whose text a release has as its notes", () => {
    const changelog = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
    const { heading = "", text = "" } = changelogSection(changelog, version) ?? {};
    assert.match(heading, new RegExp(`^${version} \\(`));
    assert.match(text, /^\S/);
    const older = changelog.replace(/^## /m, "## 7.8.9 (2026-12-01)\n\nNew.\n\n### Added\n\n- More.\n\n## ");
    assert.deepEqual(changelogSection(older, "7.8.9"), {
      heading: "7.8.9 (2026-12-01)",
      text: "New.\n\n### Added\n\n- More.\n",
    });
    assert.deepEqual(changelogSection(older, version), { heading, text });
    assert.equal(changelogSection(older, "7.8"), undefined);
  });
});

describe("what stands against a release", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "release-"));
    for (const file of [...Object.keys(readVersions(ROOT)), "CHANGELOG.md"]) {
      cpSync(join(ROOT, file), join(root, file), { recursive: true });
    }
    edit("CHANGELOG.md", new RegExp(`^## ${version} \\(.*\\)$`, "m"), `## ${version} (2026-12-01)`);
    edit("package.json", /git\+https:\/\/.*(?=")/, "git+https://example.org/owner/name.git");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** Replaces a text that must be there. */
  function edit(file: string, old: string | RegExp, text: string) {
    const path = join(root, file);
    const before = readFileSync(path, "utf8");
    assert.notEqual(before.replace(old, ""), before, `${file} lacks ${old}`);
    writeFileSync(path, before.replace(old, text));
  }

  it("is nothing if all parts, the tag and the section of CHANGELOG.md agree", () => {
    assert.deepEqual(releaseProblems(root, `v${version}`), []);
    assert.deepEqual(releaseProblems(root), []);
  });

  for (const file of Object.keys(readVersions(ROOT)).filter((each) => each !== "package.json")) {
    it(`is another version in ${file}, and how to write it`, () => {
      edit(
        file,
        file === "examples/go/go.mod" ? `sdk/go v${version}` : `${version}"`,
        file.endsWith("mod") ? "sdk/go v7.8.9" : '7.8.9"',
      );
      const [problem, ...others] = releaseProblems(root);
      assert.match(
        problem ?? "",
        new RegExp(`^${file.replaceAll(".", "\\.")} has version 7\\.8\\.9, but .*run \`npm run`),
      );
      assert.deepEqual(others, []);
    });
  }

  it("is a tag of another version", () => {
    assert.match(releaseProblems(root, "v7.8.9").join(), /^the tag is v7\.8\.9, but package\.json has version /);
    assert.match(releaseProblems(root, version).join(), /^the tag is /);
  });

  it("is a section of CHANGELOG.md that is missing, or has no date", () => {
    edit("CHANGELOG.md", "(2026-12-01)", "(unreleased)");
    assert.match(releaseProblems(root).join(), /^CHANGELOG\.md says ".* \(unreleased\)"; write its date/);
    edit("CHANGELOG.md", `## ${version}`, "## 7.8.9");
    assert.match(releaseProblems(root).join(), /^CHANGELOG\.md has no section /);
  });

  it("is the placeholder in place of the repository's address", () => {
    edit("package.json", "example.org/owner/", "example.com/");
    assert.match(releaseProblems(root).join(), /^package\.json names the repository .*, which is a placeholder/);
  });
});
