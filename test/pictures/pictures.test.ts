import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensurePulumiCli } from "../engine/cli/pulumiCli";
import { PULUMI_VERSION } from "../engine/cli/pulumiVersion";
import { drawPictures } from "./drawPictures";
import { PICTURES_FOLDER } from "./picturesFolder";

const ROOT = join(__dirname, "..", "..");
const files = readdirSync(PICTURES_FOLDER);
const contentOf = (name: string) => readFileSync(join(PICTURES_FOLDER, name), "utf8");

describe("the pictures of the documentation", function () {
  this.timeout(600_000);

  it("show what the CLI shows today", async function () {
    const { version } = await ensurePulumiCli({ environment: process.env, report: console.log });
    if (String(version) !== PULUMI_VERSION) {
      const reason = `the pictures are of version ${PULUMI_VERSION} of the CLI, and this one is ${version}`;
      assert.ok(!process.env.CI, reason);
      console.log(`      ${reason}`);
      this.skip();
    }
    const pictures = await drawPictures();
    const stale = files.filter((name) => pictures[name] !== contentOf(name));
    const missing = Object.keys(pictures).filter((name) => !files.includes(name));
    for (const name of stale)
      assert.equal(contentOf(name), pictures[name], `run \`npm run pictures\`: ${name} is stale`);
    assert.deepEqual(missing, [], "run `npm run pictures`");
  });

  it("are each shown by a page, with a text for readers who do not see them", () => {
    const pages = ["README.md", ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name))]
      .filter((name) => name.endsWith(".md"))
      .map((name) => readFileSync(join(ROOT, name), "utf8"));
    for (const name of files) {
      const image = new RegExp(`!\\[[^\\]]{20,}\\]\\([^)]*pictures/${name.replaceAll(".", "\\.")}\\)`);
      assert.ok(
        pages.some((page) => image.test(page)),
        `no page shows ${name}`,
      );
      assert.match(contentOf(name), /<title id="title">[^<]{10,}<\/title>\n<desc id="description">[^<]{40,}<\/desc>/);
    }
  });

  it("follow the reader's light or dark theme, need no other file and stay small", () => {
    assert.ok(files.length >= 6);
    for (const name of files) {
      const content = contentOf(name);
      assert.match(content, /@media \(prefers-color-scheme:dark\)/, name);
      assert.doesNotMatch(content, /href|url\((?!#)|<script|<image/, name);
      assert.ok(content.length < 60_000, `${name} has ${content.length} characters`);
    }
  });
});
