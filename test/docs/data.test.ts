import assert from "node:assert/strict";
import { parse } from "ini";
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

/** Returns what is wrong with a text in INI, or `undefined`. The parser takes any text, so each line is looked at too. */
function problemInIni(code: string): string | undefined {
  if (Object.keys(parse(code)).length === 0) return "it holds no section and no key";
  const line = code.split("\n").find((each) => !/^\s*($|[#;]|\[[^\]]+\]\s*$|[^=\s][^=]*=)/.test(each));
  return line === undefined ? undefined : `"${line}" is not a section, a key or a comment`;
}

function problemsWith(snippets: Snippet[], problemIn: (code: string) => string | undefined): string[] {
  return snippets.flatMap(({ where, code }) => {
    const problem = problemIn(code);
    return problem === undefined ? [] : [`${where}: ${problem}`];
  });
}

describe("the data in the documentation", () => {
  it("in JSON can be parsed", () => {
    assert.match(problemInJson('{ "a": 1, }') ?? "", /JSON/);
    assert.ok(snippetsIn("json").length > 0, "the RAM policies are not found");
    assert.deepEqual(problemsWith(snippetsIn("json"), problemInJson), []);
  });

  it("in INI can be parsed", () => {
    assert.equal(problemInIni("# a comment\n[default]\ntype = access_key\n"), undefined);
    assert.match(problemInIni("[default]\ntype access_key\n") ?? "", /"type access_key" is not a section/);
    assert.deepEqual(problemsWith(snippetsIn("ini"), problemInIni), []);
  });
});
