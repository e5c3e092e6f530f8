import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as tar from "tar";
import { fetchNode } from "../../provider/release/fetchNode";
import { NODE_RUNTIME, type NodeRuntime } from "../../provider/release/nodeRuntime";

const sha256 = (text: Buffer | string) => createHash("sha256").update(text).digest("hex");
const PROGRAM = "#!/bin/sh\necho v1.2.3\n";

describe("fetchNode from Node.js's own site", () => {
  const files = new Map<string, Buffer>();
  let server: Server;
  let folder: string;
  let url: string;
  let runtime: NodeRuntime;
  let asked: string[];

  before(async () => {
    server = createServer(({ url: path = "" }, response) => {
      asked.push(path);
      const file = files.get(path);
      response.writeHead(file === undefined ? 404 : 200).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dist`;
  });
  after(() => server.close());

  beforeEach(async () => {
    asked = [];
    files.clear();
    folder = mkdtempSync(join(tmpdir(), "fetch-node-"));
    const name = "node-v1.2.3-linux-x64";
    mkdirSync(join(folder, "made", name, "bin"), { recursive: true });
    writeFileSync(join(folder, "made", name, "bin/node"), PROGRAM);
    writeFileSync(join(folder, "made", name, "LICENSE"), "the licence");
    const archive = join(folder, "archive.tar.gz");
    await tar.create({ file: archive, cwd: join(folder, "made"), gzip: true }, [name]);
    files.set(`/dist/v1.2.3/${name}.tar.gz`, readFileSync(archive));
    files.set("/dist/v1.2.3/win-x64/node.exe", Buffer.from("the program for Windows"));
    publish();
    runtime = structuredClone(NODE_RUNTIME);
    runtime.version = "1.2.3";
    runtime.platforms["linux-amd64"].sha256 = sha256(PROGRAM);
    runtime.platforms["windows-amd64"].sha256 = sha256("the program for Windows");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Publishes the checksums of the files as they are now. */
  function publish() {
    const lines = [...files].map(([path, text]) => `${sha256(text)}  ${path.replace("/dist/v1.2.3/", "")}\n`);
    files.set("/dist/v1.2.3/SHASUMS256.txt", Buffer.from(lines.join("")));
  }
  const fetched = (platform: "linux-amd64" | "windows-amd64") =>
    fetchNode(platform, join(folder, "node"), { from: "site", url }, { runtime });

  it("puts the program and the licence into the folder", async () => {
    const path = await fetched("linux-amd64");
    assert.equal(readFileSync(path, "utf8"), PROGRAM);
    assert.equal(statSync(path).mode & 0o777, 0o755);
    assert.deepEqual(readdirSync(join(folder, "node")).sort(), ["LICENSE.node", "node"]);
  });

  it("takes the single program for Windows, and the licence from elsewhere", async () => {
    await fetched("windows-amd64");
    assert.deepEqual(readdirSync(join(folder, "node")).sort(), ["LICENSE.node", "node.exe"]);
    assert.equal(readFileSync(join(folder, "node/LICENSE.node"), "utf8"), "the licence");
  });

  it("asks nothing if the program is there", async () => {
    await fetched("linux-amd64");
    asked = [];
    await fetched("linux-amd64");
    assert.deepEqual(asked, []);
  });

  for (const [what, spoil, message] of [
    [
      "a download is not what was published",
      () => files.set("/dist/v1.2.3/node-v1.2.3-linux-x64.tar.gz", Buffer.from("something else")),
      /the SHA-256 of node-v1\.2\.3-linux-x64\.tar\.gz is [0-9a-f]{64}, but [0-9a-f]{64} is published/,
    ],
    [
      "no checksum is published for it",
      () => files.set("/dist/v1.2.3/SHASUMS256.txt", Buffer.from("")),
      /but none is published/,
    ],
    [
      "the program is not the one that is pinned",
      () => {
        runtime.platforms["linux-amd64"].sha256 = sha256("another program");
      },
      /the SHA-256 of node of Node\.js 1\.2\.3 for linux-amd64 is /,
    ],
    [
      "the site does not have it",
      () => files.delete("/dist/v1.2.3/node-v1.2.3-linux-x64.tar.gz"),
      /linux-x64\.tar\.gz answered with status 404/,
    ],
  ] as const) {
    it(`fails and leaves nothing if ${what}`, async () => {
      spoil();
      await assert.rejects(fetched("linux-amd64"), message);
      assert.deepEqual(existsSync(join(folder, "node")) ? readdirSync(join(folder, "node")) : [], []);
    });
  }
});
