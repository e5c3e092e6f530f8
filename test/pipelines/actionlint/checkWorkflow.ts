import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { ensureActionlint } from "./ensureActionlint";

/**
 * Checks that a workflow of GitHub Actions passes actionlint, and that it uses only actions pinned by commit, with the version
 * beside it, and workflows of its own repository.
 */
export async function checkWorkflow(file: string): Promise<void> {
  const uses = [...readFileSync(file, "utf8").matchAll(/^ *(?:- )?uses: *(.*)$/gm)].map(([, action = ""]) => action);
  assert.ok(uses.length > 0, `${file} uses no action`);
  for (const action of uses) {
    assert.match(action, /^(\.\/\.github\/workflows\/[\w.]+|[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  }
  const command = await ensureActionlint({ environment: process.env, report: console.log });
  // Neither of the programs that it calls where they are installed: what it says must not depend on the machine.
  await promisify(execFile)(command, ["-shellcheck=", "-pyflakes=", file]);
}
