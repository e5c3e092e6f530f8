import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURED_SOURCES, DEFAULT_SOURCES } from "../../../provider/wire/credentials/sourceTable";

const FOLDER = join(__dirname, "../../../provider/wire/credentials/sources");

describe("the table of credential sources", () => {
  it("lists every file in the sources folder", () => {
    const files = readdirSync(FOLDER).map((file) => Object.values(require(join(FOLDER, file))));
    for (const source of [...CONFIGURED_SOURCES, ...DEFAULT_SOURCES]) {
      assert.equal(files.filter((exported) => exported.includes(source)).length, 1, source.title);
    }
    assert.equal(files.length, CONFIGURED_SOURCES.length + DEFAULT_SOURCES.length);
  });

  it("gives each source a unique title, and each config key to only one source", () => {
    const titles = [...CONFIGURED_SOURCES, ...DEFAULT_SOURCES].map(({ title }) => title);
    assert.equal(new Set(titles).size, titles.length);
    const keys = CONFIGURED_SOURCES.flatMap((source) => Object.keys(source.keys));
    assert.equal(new Set(keys).size, keys.length);
  });
});
