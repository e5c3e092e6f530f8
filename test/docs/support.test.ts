import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NODE_RUNTIME, PLATFORMS, UNTRIED_PLATFORMS } from "../../provider/release/nodeRuntime";
import { OLDEST_PULUMI_VERSION, PULUMI_VERSION } from "../engine/cli/pulumiVersion";
import { CELLS } from "../matrix/cells";

const read = (file: string) => readFileSync(join(__dirname, "../..", file), "utf8");
const facts = JSON.parse(read("package.json"));
const page = read("docs/support.md");

/** Returns the other cells of a row of the page's table. */
function row(what: string): string[] {
  const line = page.split("\n").find((each) => each.startsWith(`| ${what} `)) ?? "";
  return line
    .split("|")
    .slice(2, -1)
    .map((cell) => cell.trim());
}
const minor = (version: string) => version.split(".").slice(0, 2).join(".");

describe("docs/support.md", () => {
  it("names the versions of Node.js that the package accepts and that CI runs", () => {
    const [supported = "", tested = ""] = row("Node.js, for programs");
    assert.equal(`>=${supported.split(" ")[0]}`, facts.engines.node);
    const inCi = /node: \[(.*)\]/.exec(read(".github/workflows/ci.yml"))?.[1]?.match(/\d+/g) ?? [];
    assert.deepEqual(tested.match(/\d+/g), inCi);
    assert.deepEqual([...CELLS.map(({ node }) => node)], inCi);
    assert.ok(Number.parseInt(NODE_RUNTIME.version, 10) >= 20);
  });

  it("names the versions of the CLI and of the SDKs that the package accepts and that are tested", () => {
    const [cli = "", testedCli] = row("Pulumi CLI");
    assert.deepEqual([cli.split(" ")[0], testedCli], [minor(OLDEST_PULUMI_VERSION), PULUMI_VERSION]);
    const [sdk = "", testedSdk = ""] = row("`@pulumi/pulumi`");
    const oldest = facts.peerDependencies["@pulumi/pulumi"].slice(1);
    assert.equal(sdk.split(" ")[0], minor(oldest));
    const versions = CELLS.map((cell) => cell.sdk);
    assert.deepEqual(
      testedSdk.match(/[\d.]+\d/g),
      versions.filter((version) => version !== "latest"),
    );
    assert.deepEqual(versions, [oldest, facts.devDependencies["@pulumi/pulumi"], "latest"]);
    for (const [language, file, pattern] of [
      ["Python", "test/engine/languages/requirements.txt", /^pulumi==(\S+)$/m],
      ["Go", "examples/go/go.mod", /pulumi\/sdk\/v3 v(\S+)$/m],
    ] as const) {
      assert.equal(row(`Pulumi's SDK for ${language}`)[1]?.split(",")[0], pattern.exec(read(file))?.[1], language);
    }
    const [, host] = /pulumi-yaml v(\S+)/.exec(read("test/engine/yaml/go.mod")) ?? [];
    assert.equal(row("Pulumi's host for YAML")[1], host);
  });

  it("promises only the platforms for which an archive is published", () => {
    const published = PLATFORMS.filter((platform) => !UNTRIED_PLATFORMS.includes(platform)).sort();
    const [processors = ""] = row("Linux and macOS, for the plugin");
    const promised = ["darwin", "linux"].flatMap((system) =>
      processors.split(" and ").map((each) => `${system}-${each}`),
    );
    assert.deepEqual(promised.sort(), published);
    assert.equal(row("Windows, for the plugin")[0], "no");
  });
});
