import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tar from "tar";
import { buildRelease } from "../../provider/release/buildRelease";
import type { Platform } from "../../provider/release/nodeRuntime";

const PLATFORMS: Platform[] = ["linux-amd64", "darwin-arm64", "windows-amd64"];

describe("buildRelease", () => {
  let folder: string;
  let output: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "release-"));
    output = join(folder, "output");
    const plugin = join(folder, "plugin");
    mkdirSync(plugin);
    for (const file of ["main.js", "plugin.js", "schema.json", "LICENSE.packages", "pulumi-resource-alicloud-dbs"]) {
      writeFileSync(join(plugin, file), `the ${file}`);
    }
    writeFileSync(join(folder, "LICENSE"), "the licence");
    // In place of Node.js: reads the description of the program for Windows and writes the program.
    const script = `fs.writeFileSync(JSON.parse(fs.readFileSync(process.argv[2])).output, "the program")`;
    const builder = `#!/bin/sh\nexec "${process.execPath}" -e '${script}' -- "$@"\n`;
    writeFileSync(join(folder, "builder"), builder, { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const build = async (platforms: Platform[], lines: string[] = []) =>
    await buildRelease({
      platforms,
      version: "1.2.3",
      plugin: join(folder, "plugin"),
      nodeOf: async (platform) => {
        const node = join(folder, platform);
        mkdirSync(node, { recursive: true });
        for (const file of ["node", "node.exe", "LICENSE.node"]) writeFileSync(join(node, file), `${file} ${platform}`);
        return node;
      },
      builder: join(folder, "builder"),
      documents: [join(folder, "LICENSE")],
      output,
      report: (line) => lines.push(line),
    });

  it("writes an archive for each platform, and checksums that hold", async () => {
    const lines: string[] = [];
    await build(PLATFORMS, lines);
    const name = (platform: string) => `pulumi-resource-alicloud-dbs-v1.2.3-${platform}.tar.gz`;
    assert.deepEqual(readdirSync(output).sort(), ["SHA256SUMS", name("darwin-arm64"), name("linux-amd64"), "untried"]);
    const sums = ["linux-amd64", "darwin-arm64"].map((platform) => {
      const hash = createHash("sha256").update(readFileSync(join(output, name(platform))));
      return `${hash.digest("hex")}  ${name(platform)}\n`;
    });
    assert.equal(readFileSync(join(output, "SHA256SUMS"), "utf8"), sums.join(""));
    assert.equal(lines.length, PLATFORMS.length);
  });

  it("keeps what nobody has tried apart, without a checksum to publish", async () => {
    await build(PLATFORMS);
    const windows = "pulumi-resource-alicloud-dbs-v1.2.3-windows-amd64.tar.gz";
    assert.deepEqual(readdirSync(join(output, "untried")), [windows]);
    const names: string[] = [];
    await tar.list({ file: join(output, "untried", windows), onReadEntry: ({ path }) => names.push(path) });
    // The program holds `main.js`, which loads the others.
    const program = "pulumi-resource-alicloud-dbs.exe";
    assert.deepEqual(names, ["LICENSE", "LICENSE.node", "LICENSE.packages", "plugin.js", program, "schema.json"]);
    assert.doesNotMatch(readFileSync(join(output, "SHA256SUMS"), "utf8"), /windows/);
  });

  it("writes the same bytes for the same content, and removes what an earlier build left", async () => {
    await build(["linux-amd64"]);
    const first = readFileSync(join(output, "SHA256SUMS"), "utf8");
    writeFileSync(join(output, "old"), "");
    await build(["linux-amd64"]);
    assert.equal(readFileSync(join(output, "SHA256SUMS"), "utf8"), first);
    assert.ok(!readdirSync(output).includes("old"));
  });
});
