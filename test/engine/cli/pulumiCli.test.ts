import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import type { MakePulumiCli } from "./makePulumiCli";
import { ensurePulumiCli } from "./pulumiCli";
import { PULUMI_VERSION } from "./pulumiVersion";

/** Writes a shell script as an executable named `pulumi`, and returns its folder. */
function writeCli(folder: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, "pulumi"), 0o755);
  return folder;
}

const refuses =
  (reason: string): MakePulumiCli =>
  () =>
    Promise.reject(new Error(reason));
const makes: MakePulumiCli = ({ version, root }) => {
  writeCli(join(root, "bin"), `echo v${version}`);
  return Promise.resolve();
};
const never: MakePulumiCli = () => assert.fail("no CLI should have been made");

describe("ensurePulumiCli", () => {
  let directory: string;
  let lines: string[];
  let cache: string;
  let cached: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "pulumi-cli-"));
    lines = [];
    cache = join(directory, "cache", "pulumi-alicloud-dbs");
    cached = join(cache, `pulumi-${PULUMI_VERSION}`, "bin", "pulumi");
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const ensure = (install: MakePulumiCli, build: MakePulumiCli, path: string[] = []) =>
    ensurePulumiCli({
      environment: { PATH: path.join(delimiter), XDG_CACHE_HOME: join(directory, "cache") },
      report: (line) => lines.push(line),
      install,
      build,
    });

  it("uses the CLI on PATH without making one", async () => {
    const folder = writeCli(join(directory, "on-path"), "echo v3.182.0");
    const cli = await ensure(never, never, [join(directory, "empty"), folder]);
    assert.equal(cli.command, join(folder, "pulumi"));
    assert.equal(String(cli.version), "3.182.0");
    assert.deepEqual(lines, []);
  });

  for (const [what, script, reason] of [
    ["is too old", "echo v3.181.9", /its version is 3\.181\.9, but 3\.182\.0 or a later 3\.x is required/],
    ["has another major version", "echo v4.0.0", /its version is 4\.0\.0/],
    ["prints no version", "echo", /it printed "" instead of a version/],
    ["does not run", "exit 3", /it does not run/],
  ] as const) {
    it(`skips a CLI on PATH that ${what}, and says so`, async () => {
      const bad = writeCli(join(directory, "bad"), script);
      const good = writeCli(join(directory, "good"), "echo v3.300.0");
      const cli = await ensure(never, never, [bad, good]);
      assert.equal(cli.command, join(good, "pulumi"));
      assert.equal(lines.length, 1);
      assert.match(lines[0] ?? "", reason);
      assert.ok(lines[0]?.startsWith(`skipping ${join(bad, "pulumi")} (on PATH): `));
    });
  }

  it("reads a CLI's version with a temporary Pulumi home, not the user's", async () => {
    const folder = writeCli(join(directory, "on-path"), 'echo "$PULUMI_HOME" > "$(dirname "$0")/home"; echo v3.259.0');
    await ensure(never, never, [folder, "/usr/bin", "/bin"]);
    const home = readFileSync(join(folder, "home"), "utf8").trim();
    assert.equal(dirname(home), tmpdir());
  });

  it("uses the cached CLI if there is none on PATH", async () => {
    writeCli(dirname(cached), "echo v3.259.0");
    assert.equal((await ensure(never, never)).command, cached);
  });

  it("downloads a CLI into the cache and finds it there the next time", async () => {
    assert.equal((await ensure(makes, never)).command, cached);
    assert.equal((await ensure(never, never)).command, cached);
    assert.deepEqual(readdirSync(cache), [`pulumi-${PULUMI_VERSION}`]);
  });

  it("builds a CLI if none can be downloaded", async () => {
    assert.equal((await ensure(refuses("downloads are closed"), makes)).command, cached);
  });

  it("replaces a broken CLI in the cache", async () => {
    writeCli(dirname(cached), "exit 1");
    assert.equal(String((await ensure(makes, never)).version), PULUMI_VERSION);
  });

  it("leaves nothing in the cache if the new CLI does not run", async () => {
    const broken: MakePulumiCli = ({ root }) => {
      writeCli(join(root, "bin"), "exit 1");
      return Promise.resolve();
    };
    await assert.rejects(ensure(broken, broken));
    assert.deepEqual(readdirSync(cache), []);
  });

  it("gives two simultaneous runs the same cached CLI", async () => {
    const started: (() => void)[] = [];
    const together: MakePulumiCli = async (options) => {
      await new Promise<void>((resolve) => {
        started.push(resolve);
        if (started.length === 2) for (const go of started) go();
      });
      await makes(options);
    };
    const both = await Promise.all([ensure(together, never), ensure(together, never)]);
    assert.deepEqual(
      both.map(({ command }) => command),
      [cached, cached],
    );
    assert.deepEqual(readdirSync(cache), [`pulumi-${PULUMI_VERSION}`]);
  });

  it("keeps a CLI that another run has just put into the cache, because it may be in use", async () => {
    const second: MakePulumiCli = async (options) => {
      writeCli(dirname(cached), "echo v3.259.0 # of the other run");
      await makes(options);
    };
    await ensure(second, never);
    assert.match(readFileSync(cached, "utf8"), /of the other run/);
  });

  it("says in its error what it tried, why each attempt failed and what to install", async () => {
    const bad = writeCli(join(directory, "bad"), "echo v3.1.0");
    await assert.rejects(
      ensure(refuses("downloads are closed"), refuses("go is not on PATH"), [bad]),
      (error: Error) => {
        assert.deepEqual(error.message.split("\n"), [
          "No Pulumi CLI was found, and none could be installed:",
          `  - ${join(bad, "pulumi")} (on PATH): its version is 3.1.0, but 3.182.0 or a later 3.x is required`,
          `  - ${cached} (cached): it does not exist or is not executable`,
          "  - download with Pulumi's installer: downloads are closed",
          "  - build with Go: go is not on PATH",
          "Install the Pulumi CLI 3.182.0 or newer (https://www.pulumi.com/docs/install/) and put it on PATH.",
          "Or install Go 1.25 or newer (https://go.dev/dl/) and run this again to build the CLI from Go's module proxy.",
        ]);
        return true;
      },
    );
  });

  it("builds the same version that it downloads", () => {
    const module = readFileSync(join(__dirname, "../../../sdk/generate/go.mod"), "utf8");
    assert.deepEqual(/\sgithub\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(module)?.[1], PULUMI_VERSION);
  });
});
