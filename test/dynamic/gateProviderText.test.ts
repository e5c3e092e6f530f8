import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { dynamic } from "@pulumi/pulumi";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";

/** Evaluates the provider's code in a folder, as Pulumi's dynamic host does. */
function load(folder: string): dynamic.ResourceProvider {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const module = { exports: {} as { handler?: () => dynamic.ResourceProvider } };
    new Function("exports", "require", GATE_PROVIDER_TEXT)(module.exports, require);
    return (module.exports.handler as () => dynamic.ResourceProvider)();
  } finally {
    process.chdir(before);
  }
}

describe("GATE_PROVIDER_TEXT", () => {
  it("is the same as in every earlier release, because open gates have it in their state", () => {
    assert.equal(
      createHash("sha256").update(GATE_PROVIDER_TEXT).digest("hex"),
      "268906e3e221fe6bc9df2e9e50bc2de3d7c8ee8eec6abe9d576a0d3a22e31246",
      "a different text would appear as a change of every open gate",
    );
  });

  it("is at most 300 bytes long and contains no path that exists only on this machine", () => {
    assert.ok(Buffer.byteLength(GATE_PROVIDER_TEXT) <= 300);
    assert.doesNotMatch(GATE_PROVIDER_TEXT, /\/(home|root|Users|tmp|work)\b|[A-Z]:\\/);
  });

  it("finds the provider by the package's own name in the root of this repository", () => {
    assert.deepEqual(Object.keys(load(process.cwd())).sort(), [
      "check",
      "configure",
      "create",
      "diff",
      "read",
      "update",
    ]);
  });

  describe("run in another folder", () => {
    let folder: string;
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "gate-provider-"));
      mkdirSync(join(folder, "node_modules"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("finds the provider if the package is linked", () => {
      symlinkSync(process.cwd(), join(folder, "node_modules", "pulumi-alicloud-dbs"));
      assert.equal(typeof load(folder).create, "function");
    });

    it("reports a missing package on check and create, and only then", async () => {
      const provider = load(folder);
      assert.deepEqual(Object.keys(provider).sort(), ["check", "create"]);
      assert.throws(() => provider.create({}), /Cannot find module 'pulumi-alicloud-dbs\/gate-provider'/);
      assert.throws(() => provider.check?.({}, {}), /Cannot find module/);
    });
  });
});
