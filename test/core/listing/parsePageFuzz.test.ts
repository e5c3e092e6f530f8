import assert from "node:assert/strict";
import fc from "fast-check";
import type { TaskPage } from "../../../provider/core/listing/page";
import { parsePage } from "../../../provider/core/listing/parsePage";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { propertyRuns } from "../../support/propertyRuns";

/** A body captured in 2024-07 with a URL task, to which an OSS task was added. */
const BODY = {
  RequestId: "4B7B2AD4-5A3C-5E2C-9C7B-7C1B0E9E8A11",
  Success: "true",
  Code: "Success",
  ErrCode: "Success",
  Data: {
    PageNumber: "1",
    PageSize: "20",
    TotalElements: "2",
    TotalPages: "1",
    Extra: "{}",
    Content: {
      List: [
        {
          TaskId: "dt-1",
          RegionCode: "cn-hangzhou",
          Format: "CSV",
          BakSetId: "b-1",
          DownloadStatus: "running",
          ExportDataSize: "1024",
          ImportDataSize: "2048",
          BackupSetTime: "1661000000000",
          TargetType: "URL",
          Progress: "3/12",
          GmtCreate: "1661234567890",
        },
        {
          TaskId: "dt-2",
          DbList: "[db1,db2]",
          DownloadStatus: "finished",
          TargetType: "OSS",
          TargetPath: "oss://bucket/path",
          Progress: "12/12",
          GmtCreate: 1661234567000,
        },
      ],
    },
  },
};

/** Returns the paths of a value's fields and items, at any depth. */
function paths(value: unknown, at: string[] = []): string[][] {
  const below = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return [at, ...below.flatMap(([key, inner]) => paths(inner, [...at, key]))];
}
const PATHS = paths(BODY);

/** Returns a copy of a value in which the field at `path` is replaced or added, or removed if `to` is `undefined`. */
function mutate(value: unknown, path: readonly string[], to: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return to;
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
  // Sets the field as JSON.parse does, for which `__proto__` is an ordinary name.
  Object.defineProperty(copy, key, { value: mutate(copy[key], rest, to), enumerable: true, configurable: true });
  return copy;
}

const oddValue = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    "",
    " ",
    "NaN",
    "1e400",
    "-1",
    "0x10",
    "9".repeat(40),
    [],
    {},
    [[]],
    "[",
    "[,]",
    "1/0",
    "٣/٤",
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: "binary" }),
  fc.double(),
);
const mutation = fc.tuple(
  fc.constantFrom(...PATHS),
  oddValue,
  fc.option(fc.constantFrom("New", "__proto__", "TaskId", "constructor")),
);
const mutatedBody = fc
  .array(mutation, { minLength: 1, maxLength: 4 })
  .map((mutations) =>
    mutations.reduce<unknown>(
      (body, [path, to, field]) => mutate(body, field === null ? path : [...path, field], to),
      BODY,
    ),
  );

const isText = (value: unknown) => typeof value === "string" && value !== "";
const isCount = (value: unknown) => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
const isMoment = (value: unknown) => typeof value === "string" && new Date(value).toISOString() === value;
const RULES: Readonly<Record<keyof DownloadTaskDetails, (value: never) => boolean>> = {
  taskId: isText,
  regionCode: isText,
  format: isText,
  dbList: (value: unknown) => Array.isArray(value) && value.every((name) => typeof name === "string"),
  bakSetId: isText,
  downloadStatus: isText,
  exportDataSize: (value: unknown) => Number.isInteger(value) && (value as number) >= 0,
  importDataSize: (value: unknown) => Number.isInteger(value) && (value as number) >= 0,
  backupSetTime: isMoment,
  targetType: isText,
  targetPath: isText,
  progress: ({ completed, total, fraction }: { completed: unknown; total: unknown; fraction?: number }) =>
    isCount(completed) && isCount(total) && (fraction === undefined ? total === 0 : fraction >= 0 && fraction <= 1),
  gmtCreate: isMoment,
  unrecognized: (value: unknown) => typeof value === "object" && value !== null,
};

function checkPage({ tasks, extra: _, requestId, ...figures }: TaskPage): void {
  assert.ok(requestId === undefined || typeof requestId === "string");
  for (const [name, value] of Object.entries(figures)) assert.ok(isCount(value), `${name} is ${value}`);
  for (const task of tasks) {
    for (const required of ["taskId", "downloadStatus", "gmtCreate", "dbList"]) assert.ok(required in task, required);
    for (const [name, value] of Object.entries(task)) {
      assert.ok(RULES[name as keyof DownloadTaskDetails]?.(value as never), `${name} is ${JSON.stringify(value)}`);
    }
  }
}

describe("parsePage on mutated answers", () => {
  it("returns tasks with fields of the right types, or throws an error that says what is wrong", function () {
    this.timeout(600_000);
    let pages = 0;
    let refusals = 0;
    const runs = propertyRuns(10_000, 100_000);
    fc.assert(
      fc.property(mutatedBody, (body) => {
        let page: TaskPage;
        try {
          page = parsePage(body);
        } catch (error) {
          assert.match((error as Error).message, /^(Data|the body)/);
          refusals += 1;
          return;
        }
        checkPage(page);
        pages += 1;
      }),
      runs,
    );
    assert.ok(pages > runs.numRuns / 10 && refusals > runs.numRuns / 10, `${pages} pages, ${refusals} refusals`);
  });
});
