import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tar from "tar";
import { PACKAGE_VERSION } from "../../../provider/core/packageVersion";
import { keepEnvironment } from "../../support/keepEnvironment";
import { ensureVirtualEnvironment, PYTHON_BUILD } from "../../support/python/ensureVirtualEnvironment";
import { ensureReleaseNode } from "../ensureReleaseNode";
import { dryRun } from "./dryRun";

describe("the dry run of a release", function () {
  this.timeout(1_800_000);
  let restore = () => {};
  let server: Server;
  let folder: string;
  let python: string;
  const asked: string[] = [];
  before(async () => {
    await ensureReleaseNode(console.log);
    python = await ensureVirtualEnvironment(PYTHON_BUILD);
    server = createServer(({ method, url }, response) => {
      asked.push(`${method} ${url}`);
      response.writeHead(404).end();
    });
    server.on("connect", ({ url }, socket) => {
      asked.push(`CONNECT ${url}`);
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  after(() => server?.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "dry-run-"));
    restore = keepEnvironment();
    // Every registry, and the way to everything else, is a server that notes what it is asked.
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    for (const name of ["npm_config_registry", "PIP_INDEX_URL", "GOPROXY", "HTTP_PROXY", "HTTPS_PROXY"]) {
      for (const each of [name, name.toLowerCase()]) process.env[each] = url;
    }
  });
  afterEach(() => {
    restore();
    rmSync(folder, { recursive: true, force: true });
  });

  it("builds what a release sends, tells what each step would publish, and asks nobody for anything", async () => {
    const output = join(folder, "output");
    const lines: string[] = [];
    await dryRun({ output, report: (line) => lines.push(line) });
    assert.deepEqual(asked, []);

    const [archive = "", sums, ...others] = readdirSync(join(output, "plugin")).sort().reverse();
    assert.deepEqual([sums, others], ["SHA256SUMS", []]);
    assert.match(archive, new RegExp(`^pulumi-resource-alicloud-dbs-v${PACKAGE_VERSION}-\\w+-\\w+\\.tar\\.gz$`));
    const [pack = ""] = readdirSync(join(output, "npm"));
    const packed: string[] = [];
    await tar.list({ file: join(output, "npm", pack), onReadEntry: ({ path }) => packed.push(path) });
    for (const file of ["package.json", "dist/nodejs/index.js", "dist/plugin/pulumi-resource-alicloud-dbs"]) {
      assert.ok(packed.includes(`package/${file}`), file);
    }
    const name = `pulumi_alicloud_dbs-${PACKAGE_VERSION}`;
    const wheel = `${name}-py3-none-any.whl`;
    assert.deepEqual(readdirSync(join(output, "pypi")).sort(), [wheel, `${name}.tar.gz`]);
    const list = execFileSync(python, ["-m", "zipfile", "--list", join(output, "pypi", wheel)], { encoding: "utf8" });
    for (const file of ["pulumi-plugin.json", "py.typed", "download_task.py"]) {
      assert.match(list, new RegExp(`^pulumi_alicloud_dbs/${file} `, "m"));
    }

    const told = lines.join("\n");
    for (const file of [archive, "SHA256SUMS", pack, wheel, `${name}.tar.gz`]) {
      assert.match(told, new RegExp(`^  ${file}: \\d+ bytes`, "m"));
    }
    assert.match(told, /^The notes of the release would be \d{2,} lines of CHANGELOG\.md: \w/m);
    assert.match(told, new RegExp(`^npm would get ${packed.length} files in:$`, "m"));
    assert.match(
      told,
      new RegExp(`^Go would get the module \\S+/sdk/go, by the tag sdk/go/v${PACKAGE_VERSION}\\.$`, "m"),
    );
    assert.doesNotMatch(told, /windows/);
  });

  it("ends before it builds anything if the tag does not agree, and says what stands against the release", async () => {
    const output = join(folder, "output");
    await assert.rejects(
      dryRun({ output, report: () => {}, tag: "v7.8.9" }),
      /^Error: this can't be released:\n {2}the tag is v7\.8\.9, but package\.json has version /,
    );
    assert.ok(!existsSync(output));
  });
});
