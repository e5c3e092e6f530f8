import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { dynamic } from "@pulumi/pulumi";
import { GATE_PROVIDER_TEXT } from "../../provider/dynamic/gateProviderText";
import { TASK_PROVIDER_TEXT } from "../../provider/dynamic/taskProviderText";

/** Evaluates the provider's code in a folder, as Pulumi's dynamic host does. */
function load(text: string, folder: string): dynamic.ResourceProvider {
  const before = process.cwd();
  process.chdir(folder);
  try {
    const module = { exports: {} as { handler?: () => dynamic.ResourceProvider } };
    new Function("exports", "require", text)(module.exports, require);
    return (module.exports.handler as () => dynamic.ResourceProvider)();
  } finally {
    process.chdir(before);
  }
}

const RECORD_FUNCTIONS = ["check", "configure", "create", "diff", "read", "update"];

for (const { name, text, hash, entry, functions } of [
  {
    name: "GATE_PROVIDER_TEXT",
    text: GATE_PROVIDER_TEXT,
    hash: "268906e3e221fe6bc9df2e9e50bc2de3d7c8ee8eec6abe9d576a0d3a22e31246",
    entry: "gate-provider",
    functions: RECORD_FUNCTIONS,
  },
  {
    name: "TASK_PROVIDER_TEXT",
    text: TASK_PROVIDER_TEXT,
    hash: "0d3c7859cb20029ad6da2ef8afdbb92e2b3a03fa2ec467855580c75641903db6",
    entry: "task-provider",
    functions: [...RECORD_FUNCTIONS, "delete"].sort(),
  },
]) {
  describe(name, () => {
    it("is the same as in every earlier release, because existing resources have it in their state", () => {
      assert.equal(
        createHash("sha256").update(text).digest("hex"),
        hash,
        "a different text would appear as a change of every existing resource",
      );
    });

    it("is at most 300 bytes long and contains no path that exists only on this machine", () => {
      assert.ok(Buffer.byteLength(text) <= 300);
      assert.doesNotMatch(text, /\/(home|root|Users|tmp|work)\b|[A-Z]:\\/);
    });

    it("finds the provider by the package's own name in the root of this repository", () => {
      assert.deepEqual(Object.keys(load(text, process.cwd())).sort(), functions);
    });

    describe("run in another folder", () => {
      let folder: string;
      beforeEach(() => {
        folder = mkdtempSync(join(tmpdir(), "provider-text-"));
        mkdirSync(join(folder, "node_modules"));
      });
      afterEach(() => rmSync(folder, { recursive: true }));

      it("finds the provider if the package is linked", () => {
        symlinkSync(process.cwd(), join(folder, "node_modules", "pulumi-alicloud-dbs"));
        assert.equal(typeof load(text, folder).create, "function");
      });

      it("reports a missing package on check and create, and only then", () => {
        const provider = load(text, folder);
        assert.deepEqual(Object.keys(provider).sort(), ["check", "create"]);
        const missing = new RegExp(`Cannot find module 'pulumi-alicloud-dbs/${entry}'`);
        assert.throws(() => provider.create({}), missing);
        assert.throws(() => provider.check?.({}, {}), missing);
      });
    });
  });
}
