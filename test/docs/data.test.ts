import assert from "node:assert/strict";
import { type Snippet, snippetsIn } from "./snippets";

/** Returns what is wrong with a text in JSON, or `undefined`. */
function problemInJson(code: string): string | undefined {
  try {
    JSON.parse(code);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

function problemsWith(snippets: Snippet[]): string[] {
  return snippets.flatMap(({ where, code }) => {
    const problem = problemInJson(code);
    return problem === undefined ? [] : [`${where}: ${problem}`];
  });
}

describe("the data in the documentation", () => {
  it("in JSON can be parsed", () => {
    assert.match(problemInJson('{ "a": 1, }') ?? "", /JSON/);
    assert.ok(snippetsIn("json").length > 0, "the RAM policies are not found");
    assert.deepEqual(problemsWith(snippetsIn("json")), []);
  });
});
