import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EXAMPLE_FILES, EXAMPLES } from "../../sdk/generate/schema/examples";
import { WORDS } from "../plugin/schema/readSchema";
import { unknownNames } from "../plugin/schema/usedNames";
import { snippetsIn } from "./snippets";

const words = Object.keys(WORDS);

/** A wrong word and a wrong property in each language, beside the right one. */
const WRONG = {
  csharp: { word: ["Dbs.DownloadTask(", "Dbs.DownloadTsk("], property: ["InstanceName =", "InstanceNam ="] },
  java: { word: ["aliclouddbs.DownloadTask;", "aliclouddbs.DownloadTsk;"], property: [".instanceName(", ".instance("] },
  hcl: { word: ['"alicloud-dbs_download_task"', '"alicloud-dbs_download"'], property: ["instance_name ", "instance "] },
} as const;

const SNIPPETS_IN = { csharp: snippetsIn("csharp"), java: snippetsIn("java"), hcl: snippetsIn("hcl") };

describe("the programs in the documentation that are not compiled here", () => {
  for (const language of ["csharp", "java", "hcl"] as const) {
    it(`use in ${language} only names of the schema`, () => {
      const unknown = SNIPPETS_IN[language].flatMap(({ where, code }) =>
        unknownNames(code, language, words).map((name) => `${where}: ${name}`),
      );
      assert.deepEqual(unknown, []);
    });

    it(`are refused in ${language} if they name what the schema does not have`, () => {
      const right = readFileSync(join(EXAMPLES, "DownloadTask", EXAMPLE_FILES[language]), "utf8");
      assert.deepEqual(unknownNames(right, language, words), []);
      for (const [what, [name, other]] of Object.entries(WRONG[language])) {
        assert.equal(unknownNames(right.replace(name, other), language, words).length, 1, what);
      }
    });
  }
});
