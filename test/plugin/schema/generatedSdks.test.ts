import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./readSchema";
import { generateSdk } from "./sdkGenerator";

/** Returns the text of each file below a folder, by its path there. What tools leave in a working copy is no part. */
function filesBelow(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => statSync(join(folder, path)).isFile() && !/(^|\/)(__pycache__|build|[\w.]+\.egg-info)\//.test(path),
  );
  return Object.fromEntries(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

describe("the SDKs that are generated from the schema", function () {
  this.timeout(1_200_000);

  for (const language of ["python", "go"] as const) {
    it(`are committed for ${language} as the generator writes them`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "generated-"));
      try {
        await generateSdk(language, join(folder, language));
        const [generated, committed] = [filesBelow(join(folder, language)), filesBelow(join(ROOT, "sdk", language))];
        assert.deepEqual(Object.keys(committed), Object.keys(generated));
        const different = Object.keys(generated).filter((path) => generated[path] !== committed[path]);
        assert.deepEqual(different, [], "run `npm run build:sdks`");
        assert.ok(Object.keys(generated).length > 10);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  }
});
