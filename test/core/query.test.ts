import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { argumentNames, LIST_ARGUMENTS, SELECTION_ARGUMENTS } from "../../provider/core/query";

/** The files with the checks of the values, the names in requests and the documented interface. */
const STATED = [
  "provider/core/arguments/selection.ts",
  "provider/core/query.ts",
  "sdk/nodejs/inputs/taskSelectionArgs.ts",
];
const ROOT = join(__dirname, "..", "..");

/** Returns the code of each file of the package itself, without comments. */
function readSources(): Map<string, string> {
  const files = ["provider", "sdk/nodejs"].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => `${folder}/${file}`),
  );
  const read = (file: string) => readFileSync(join(ROOT, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
  return new Map(files.filter((file) => file.endsWith(".ts")).map((file) => [file, read(file)]));
}

describe("the arguments that select tasks", () => {
  const sources = readSources();
  const names = argumentNames(SELECTION_ARGUMENTS);
  const namedIn = (file: string) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(sources.get(file) ?? ""));

  it("are all listed in exactly three files", () => {
    const listing = [...sources.keys()].filter((file) => namedIn(file).length > names.length / 2);
    assert.deepEqual(listing.sort(), STATED);
    for (const file of STATED) assert.deepEqual(namedIn(file).sort(), [...names].sort(), file);
  });

  // Other code uses the other arguments. For example, the region becomes part of the host name, and an export has a
  // cluster of its own.
  it("include taskType, which only the looks for an export name besides", () => {
    const naming = [...sources.keys()].filter((file) => namedIn(file).includes("taskType"));
    const looks = ["provider/lifecycle/task/importTask.ts", "provider/operations/exports/lookForExports.ts"];
    assert.deepEqual(naming.sort(), [...STATED, ...looks].sort());
  });

  it("have the same names in requests, but with a capital letter", () => {
    for (const [name, { wire }] of Object.entries(LIST_ARGUMENTS)) {
      assert.ok(wire === null || wire === `${name[0]?.toUpperCase()}${name.slice(1)}`, name);
    }
  });
});
