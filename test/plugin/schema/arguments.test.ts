import assert from "node:assert/strict";
import * as z from "zod/mini";
import { gateFields, parseGateArguments } from "../../../provider/core/arguments/gateArguments";
import { listFields, parseListArguments } from "../../../provider/core/arguments/listArguments";
import type { Parsed } from "../../../provider/core/arguments/parseArguments";
import { parseSupportArguments, supportFields } from "../../../provider/core/arguments/supportArguments";
import { parseTaskArguments, taskFields } from "../../../provider/core/arguments/taskArguments";
import { TASK_DEFAULTS } from "../../../provider/core/arguments/taskDefaults";
import { parseUrlArguments, urlFields } from "../../../provider/core/arguments/urlArguments";
import { type PropertySpec, WORDS, wordsOf } from "./readSchema";
import { statesDefault } from "./statesDefault";

/** The parser of each word, and arguments that are needed as one of several. */
const PARSERS: Record<
  string,
  { fields: z.core.$ZodShape; parse: (args: unknown) => Parsed<unknown>; oneOf: Record<string, string> }
> = {
  DownloadTask: { fields: taskFields, parse: (args) => parseTaskArguments(args), oneOf: { backupSetId: "146005" } },
  DownloadTasksGate: { fields: gateFields, parse: parseGateArguments, oneOf: { instanceName: "rm-1" } },
  getDownloadTasks: { fields: listFields, parse: parseListArguments, oneOf: { instanceName: "rm-1" } },
  getDownloadUrl: { fields: urlFields, parse: parseUrlArguments, oneOf: {} },
  getDownloadSupport: { fields: supportFields, parse: parseSupportArguments, oneOf: {} },
};

const SAMPLES: Record<string, string> = { instanceName: "rm-1", format: "csv", taskId: "dt-a" };

/** Returns the result of a field for a value, or `undefined` if the value is refused. */
function read(field: z.core.$ZodType, value: unknown): unknown {
  const result = z.safeParse(field, value);
  return result.success ? result.data : undefined;
}

/** Returns the form of a property that a field asks for, by what it accepts. */
function formOf(name: string, field: z.core.$ZodType): string {
  if (name === "target") return "object";
  if (name === "triggers") return "array of anything";
  if (read(field, "1h") === 3_600_000) return "duration";
  if (read(field, "2026-11-24T08:00:00Z") === Date.parse("2026-11-24T08:00:00Z")) return "time";
  if (read(field, true) === true) return "boolean";
  if (read(field, 7) === 7) return name.endsWith("Size") && name !== "pageSize" ? "bytes" : "integer";
  if ([["dt-a"], ["failed"]].some((list) => read(field, list) !== undefined)) return "array";
  return "text";
}

/** Returns the form that a property of the schema has. */
function formIn({ type, $ref, items, description }: PropertySpec): string {
  if ($ref?.endsWith(":ExportTarget")) return "object";
  if (items?.$ref === "pulumi.json#/Any") return "array of anything";
  if (type === "number") return /\bbytes\b/.test(description) ? "bytes" : "number";
  if (type === "string" && /A duration with its unit/.test(description)) return "duration";
  if (type === "string" && /A time in ISO 8601/.test(description)) return "time";
  return type === "string" || $ref !== undefined ? "text" : (type ?? "nothing");
}

/** Returns the words that a field names when it refuses a value. */
function wordsOfField(field: z.core.$ZodType, value: unknown): string[] | undefined {
  const { error } = z.safeParse(field, value);
  return /must be one of (.*)$/.exec(error?.issues[0]?.message ?? "")?.[1]?.split(", ");
}

describe("provider/plugin/schema.json and the parsers of the arguments", () => {
  it("has a word for each parser", () => {
    assert.deepEqual(Object.keys(WORDS).sort(), Object.keys(PARSERS).sort());
  });

  for (const [name, { fields, parse, oneOf }] of Object.entries(PARSERS)) {
    describe(name, () => {
      const { inputs, required } = WORDS[name] as (typeof WORDS)[string];
      const field = (argument: string) => fields[argument] as z.core.$ZodType;

      it("has exactly the arguments that the parser knows", () => {
        assert.deepEqual(Object.keys(inputs).sort(), Object.keys(fields).sort());
      });

      it("requires exactly what the parser misses", () => {
        const enough = {
          regionCode: "cn-hangzhou",
          ...oneOf,
          ...Object.fromEntries(required.map((each) => [each, SAMPLES[each]])),
        };
        assert.deepEqual(parse(enough).issues ?? [], []);
        for (const each of required) {
          const issues = parse({ ...enough, [each]: undefined }).issues ?? [];
          assert.deepEqual(
            issues.map(({ property, reason }) => [property, /^is missing/.test(reason)]),
            [[each, true]],
          );
        }
      });

      it("gives each argument the form that the parser takes", () => {
        assert.deepEqual(
          Object.fromEntries(Object.entries(inputs).map(([each, spec]) => [each, formIn(spec)])),
          Object.fromEntries(Object.keys(inputs).map((each) => [each, formOf(each, field(each))])),
        );
      });

      it("has the words of each enum, and an enum wherever the parser has a list of words", () => {
        const inSchema = Object.entries(inputs).map(([each, spec]) => [each, wordsOf(spec)?.sort()]);
        const inParser = Object.keys(inputs).map((each) => [
          each,
          (wordsOfField(field(each), "\u0001") ?? wordsOfField(field(each), ["\u0001"]))?.sort(),
        ]);
        assert.deepEqual(inSchema, inParser);
        assert.ok(
          name === "getDownloadSupport" || inSchema.some(([, words]) => words !== undefined),
          "no enum was found",
        );
      });

      it("states the default of each argument that has one, with its unit", () => {
        const defaults: Record<string, unknown> = {
          ...(z.parse(z.object(fields), {}) as Record<string, unknown>),
          ...(name === "DownloadTask" && TASK_DEFAULTS),
        };
        for (const [each, value] of Object.entries(defaults).filter(([, given]) => given !== undefined)) {
          const { description } = inputs[each] as PropertySpec;
          assert.ok(statesDefault(description, value), `${each}: ${JSON.stringify(value)} in ${description}`);
        }
      });
    });
  }
});
