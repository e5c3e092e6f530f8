import assert from "node:assert/strict";
import * as z from "zod/mini";
import { gateFields } from "../../../provider/core/arguments/gateArguments";
import { listFields } from "../../../provider/core/arguments/listArguments";
import { TASK_DEFAULTS } from "../../../provider/core/arguments/taskDefaults";
import { urlFields } from "../../../provider/core/arguments/urlArguments";
import type { DbsErrorFacts, DbsErrorKind } from "../../../provider/core/errors";
import type { WaitProgress } from "../../../provider/core/wait/wait";
import type { WaitForDownloadTasksOptions } from "../../../sdk/nodejs/waitForDownloadTasks";
import { type DocRow, docSection, docTable } from "./docTables";
import { SCHEMA, WORDS, type Word, wordsOf } from "./readSchema";
import { statesDefault } from "./statesDefault";

/** Returns the names in the first sentence of a section, which lists what the section does not repeat. */
const listed = (heading: string): DocRow[] =>
  [...(docSection(heading).split(" as [above]")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => ({
    name,
    cells: {},
  }));

const LIST = docTable("### Arguments", "argument");
const SELECTION = listed("### Inputs").map(({ name }) => LIST.find((row) => row.name === name) ?? { name, cells: {} });

/** The documentation of each word: its section, the rows of its arguments, and the defaults that the code has. */
const DOCUMENTED: Record<string, { section: string; rows: DocRow[]; defaults: Record<string, unknown> }> = {
  DownloadTask: {
    section: "## DownloadTask",
    rows: docTable("### Inputs of an export", "input"),
    defaults: TASK_DEFAULTS,
  },
  DownloadTasksGate: {
    section: "### Inputs",
    rows: [...SELECTION, ...docTable("### Inputs", "input")],
    defaults: z.parse(z.object(gateFields), {}),
  },
  getDownloadTasks: {
    section: "## getDownloadTasks",
    rows: LIST,
    defaults: z.parse(z.object(listFields), {}),
  },
  getDownloadUrl: {
    section: "## getDownloadUrl",
    rows: docTable("## getDownloadUrl", "argument"),
    defaults: z.parse(z.object(urlFields), {}),
  },
};

/** Names that only types hold. The compiler refuses this list if a type has another name, or lacks one. */
const OPTIONS: Record<keyof WaitForDownloadTasksOptions, true> = {
  timeout: true,
  pollInterval: true,
  signal: true,
  onProgress: true,
};
const PROGRESS: Record<keyof WaitProgress, true> = {
  verdict: true,
  estimatedRemaining: true,
  elapsed: true,
  looks: true,
  error: true,
};
const KINDS: Record<DbsErrorKind, true> = {
  arguments: true,
  credentials: true,
  denied: true,
  conflict: true,
  throttled: true,
  unavailable: true,
  timeout: true,
  cancelled: true,
  protocol: true,
  unsettled: true,
  taskFailed: true,
  taskNotFound: true,
};
const FACTS: Record<keyof DbsErrorFacts, true> = {
  code: true,
  httpStatus: true,
  requestId: true,
  operation: true,
  region: true,
  attempts: true,
  retryAfter: true,
  lasting: true,
  elapsed: true,
  outcome: true,
  taskId: true,
  lastVerdict: true,
  issues: true,
  cause: true,
};

const sorted = (names: readonly string[]) => [...names].sort();
const property = (type: string) => Object.keys(SCHEMA.types[`alicloud-dbs:index:${type}`]?.properties ?? {});

describe("docs/reference.md and the schema", () => {
  for (const [name, { section, rows, defaults }] of Object.entries(DOCUMENTED)) {
    describe(name, () => {
      const { inputs, required } = WORDS[name] as Word;

      it("list the same arguments", () => {
        assert.deepEqual(sorted(rows.map((row) => row.name)), sorted(Object.keys(inputs)));
      });

      it("require the same arguments", () => {
        const documented = rows.filter(({ cells }) => cells.default === "required").map((row) => row.name);
        assert.deepEqual(sorted(documented), sorted(required));
      });

      it("state the same defaults as the code", () => {
        const given = Object.entries(defaults).filter(([, value]) => value !== undefined);
        for (const [argument, value] of given) {
          const cell = rows.find((row) => row.name === argument)?.cells.default ?? "";
          assert.ok(statesDefault(cell, value), `${argument}: ${JSON.stringify(value)} in "${cell}"`);
        }
        assert.ok(given.length > 0);
      });

      it("name the same words of each enum", () => {
        const text = `${docSection(section)}${name === "DownloadTasksGate" ? docSection("### Arguments") : ""}`;
        const words = Object.values(inputs).flatMap((spec) => wordsOf(spec) ?? []);
        assert.deepEqual(
          words.filter((word) => !text.includes(`\`${word}\``) && !text.includes(`"${word}"`)),
          [],
        );
        assert.ok(words.length > 0);
      });
    });
  }

  it("list the same outputs of the resources and fields of a task and of a link", () => {
    const outputs = (name: string) => Object.keys((WORDS[name] as Word).outputs);
    const without = (names: string[], word: string) =>
      names.filter((name) => !Object.hasOwn((WORDS[word] as Word).inputs, name));
    const names = (heading: string, column: string) => docTable(heading, column).map(({ name }) => name);
    assert.deepEqual(
      sorted(without(outputs("DownloadTask"), "DownloadTask").concat("id")),
      sorted(names("### Outputs of an export", "output")),
    );
    assert.deepEqual(
      sorted(without(outputs("DownloadTasksGate"), "DownloadTasksGate").concat("id")),
      sorted(names("### Outputs", "output")),
    );
    assert.deepEqual(sorted(property("DownloadTaskDetails")), sorted(names("### A task", "field")));
    assert.deepEqual(sorted(outputs("getDownloadUrl")), sorted(names("## getDownloadUrl", "result")));
    const { inputs } = WORDS.getDownloadTasks as Word;
    assert.deepEqual(
      sorted(outputs("getDownloadTasks").filter((name) => !Object.hasOwn(inputs, name) || name === "pageSize")),
      sorted(names("### Result", "result")),
    );
  });

  it("list the same arguments and results of getDownloadSupport", () => {
    const { inputs, required, outputs } = WORDS.getDownloadSupport as Word;
    const [, given = "", results = ""] =
      /The arguments are (.*?), as \[above\].*?The result is (.*?)\./s.exec(docSection("## getDownloadSupport")) ?? [];
    const names = (text: string) => [...text.matchAll(/`(\w+)`( \(required\))?/g)];
    assert.deepEqual(sorted(names(given).map(([, name = ""]) => name)), sorted(Object.keys(inputs)));
    const mandatory = names(given).filter(([, , isRequired]) => isRequired !== undefined);
    assert.deepEqual(sorted(mandatory.map(([, name = ""]) => name)), sorted(required));
    const own = Object.keys(outputs).filter((name) => !Object.hasOwn(inputs, name));
    assert.deepEqual(sorted(names(results).map(([, name = ""]) => name)), sorted(own));
  });

  it("list the options of waitForDownloadTasks, and what onProgress gets", () => {
    const heading = "## waitForDownloadTasks";
    assert.deepEqual(sorted(docTable(heading, "option").map(({ name }) => name)), sorted(Object.keys(OPTIONS)));
    const [, progress = ""] = /^`onProgress` gets (.*?)^$/ms.exec(docSection(heading)) ?? [];
    // What a verdict holds stands in brackets.
    const names = [...progress.replace(/\([^)]*\)/g, "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name);
    assert.deepEqual(sorted(names), sorted(Object.keys(PROGRESS)));
  });

  it("list the kinds of errors and the fields of an error", () => {
    assert.deepEqual(sorted(docTable("## Errors", "kind").map(({ name }) => name)), sorted(Object.keys(KINDS)));
    assert.deepEqual(sorted(docTable("## Errors", "field").map(({ name }) => name)), sorted(Object.keys(FACTS)));
  });

  it("name the unit of each size", () => {
    const row = docTable("### Inputs of an export", "input").find(({ name }) => name === "backupSetSize");
    assert.match(row?.cells.meaning ?? "", /\bbytes\b/);
    const sizes = docTable("### A task", "field").find(({ name }) => name === "exportDataSize");
    assert.match(sizes?.cells.meaning ?? "", /\bbytes\b/);
  });
});
