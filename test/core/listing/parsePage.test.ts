import assert from "node:assert/strict";
import { parsePage } from "../../../provider/core/listing/parsePage";

/** An item captured in 2024-07. It was the newest of its list, and its task is a URL task. */
const item = {
  TaskId: "dt-1",
  RegionCode: "cn-hangzhou",
  Format: "CSV",
  BakSetId: "b-1",
  DownloadStatus: "running",
  ExportDataSize: "1024",
  ImportDataSize: "2048",
  BackupSetTime: "1661000000000",
  TargetType: "url",
  Progress: "3/12",
  GmtCreate: "1661234567890",
};
const body = (list: unknown[] | undefined, data: object = {}) => ({
  RequestId: "r-1",
  Success: "true",
  Data: { PageNumber: "1", PageSize: "20", TotalElements: "1", TotalPages: "1", Content: { List: list }, ...data },
});
const only = (fields: object) => parsePage(body([{ ...item, ...fields }])).tasks[0];

describe("parsePage", () => {
  it("gives each task its own list of databases, even if the previous task's list is equal", () => {
    const list = ["[a,b]", "[a,b]", "[ c , ]", "[ c , ]", "[a,b]"];
    const { tasks } = parsePage(body(list.map((DbList, at) => ({ ...item, TaskId: `dt-${at}`, DbList }))));
    tasks[0]?.dbList.push("more");
    tasks[2]?.dbList.push("more");
    assert.deepEqual(
      tasks.map(({ dbList }) => dbList),
      [["a", "b", "more"], ["a", "b"], ["c", "more"], ["c"], ["a", "b"]],
    );
  });

  it("converts every field of a task to its type", () => {
    assert.deepEqual(only({ DbList: "[db1,db2]", TargetPath: "oss://bucket/x" }), {
      taskId: "dt-1",
      regionCode: "cn-hangzhou",
      format: "csv",
      dbList: ["db1", "db2"],
      bakSetId: "b-1",
      downloadStatus: "running",
      exportDataSize: 1024,
      importDataSize: 2048,
      backupSetTime: "2022-08-20T12:53:20.000Z",
      targetType: "URL",
      targetPath: "oss://bucket/x",
      progress: { completed: 3, total: 12, fraction: 0.25 },
      gmtCreate: "2022-08-23T06:02:47.890Z",
    });
  });

  it("reads the page numbers, the counts, Extra and the request id", () => {
    const { tasks: _, ...figures } = parsePage(body([item], { Extra: { a: 1 } }));
    assert.deepEqual(figures, {
      pageNumber: 1,
      pageSize: 20,
      totalElements: 1,
      totalPages: 1,
      extra: { a: 1 },
      requestId: "r-1",
    });
  });

  it("reads the field names from before 2022-11-16, when pages were counted from 0", () => {
    const page = parsePage({ Data: { Number: 0, Size: 20, Total: 1, Content: { List: [item] } } });
    assert.deepEqual([page.pageNumber, page.pageSize, page.totalElements], [1, 20, 1]);
  });

  it("leaves out fields that the service omits or leaves empty", () => {
    const task = only({ TargetPath: "", Progress: null, ExportDataSize: undefined });
    assert.deepEqual(
      ["targetPath", "progress", "exportDataSize"].filter((name) => name in (task ?? {})),
      [],
    );
    assert.deepEqual(task?.dbList, []);
    assert.equal("unrecognized" in (task ?? {}), false);
  });

  it("returns no fraction as long as the tables have not been counted", () => {
    assert.deepEqual(only({ Progress: "0/0" })?.progress, { completed: 0, total: 0 });
  });

  const names: [what: string, value: unknown, list: string[]][] = [
    ["one name in brackets", "[dbtest]", ["dbtest"]],
    ["names with a space after the comma", "[a, b]", ["a", "b"]],
    ["a JSON array with a comma inside a name", '["a","b,c"]', ["a", "b,c"]],
    ["an array of names", ["a", "b"], ["a", "b"]],
    ["empty brackets", "[]", []],
    ["brackets with white space around them", " [a,b]\n", ["a", "b"]],
    ["names on two lines", "[a,\nb]", ["a", "b"]],
    ["names without brackets", "a,b", ["a", "b"]],
  ];
  for (const [what, value, list] of names) {
    it(`reads databases given as ${what}`, () => assert.deepEqual(only({ DbList: value })?.dbList, list));
  }

  const unreadableNames: [what: string, value: unknown][] = [
    ["an opening bracket alone", "["],
    ["a closing bracket alone", "]"],
    ["a name without the closing bracket", "[a"],
    ["a name without the opening bracket", "a]"],
    ["a name in braces", "{a}"],
    ["a name in quotes", '"a"'],
    ["a JSON array that is cut off", '["a"'],
    ["a number", 7],
  ];
  for (const [what, value] of unreadableNames) {
    it(`puts databases given as ${what} into unrecognized`, () =>
      assert.deepEqual(only({ DbList: value })?.unrecognized, { DbList: value }));
  }

  const progress: [string, [number, number] | undefined][] = [
    ["3/12", [3, 12]],
    [" 3 / 12 ", [3, 12]],
    ["0/7", [0, 7]],
    ["999999999999999/999999999999999", [999999999999999, 999999999999999]],
    ["1/9999999999999999", undefined],
    ["3", undefined],
    ["/", undefined],
    ["3/", undefined],
    ["/12", undefined],
    ["3/12/1", undefined],
    ["-3/12", undefined],
    ["3.5/12", undefined],
    ["3/0x12", undefined],
    ["3 4/12", undefined],
  ];
  for (const [text, figures] of progress) {
    const [verb, outcome] = figures ? ["reads", `as ${figures.join(" of ")} tables`] : ["puts", "into unrecognized"];
    it(`${verb} the progress ${text.trim()} ${outcome}`, () => {
      const task = only({ Progress: text });
      const { completed, total } = task?.progress ?? {};
      assert.deepEqual([completed, total], figures ?? [undefined, undefined]);
      assert.deepEqual(task?.unrecognized, figures === undefined ? { Progress: text } : undefined);
    });
  }

  const bytes: [what: string, value: unknown, size: number | undefined][] = [
    ["a string of digits after a space", " 1024", 1024],
    ["the digit 0", "0", 0],
    ["a fraction", "1.5", undefined],
    ["a string with a negative number", "-1", undefined],
    ["a space", " ", undefined],
    ["the word Infinity", "Infinity", undefined],
    ["a number with a plus sign", "+1", undefined],
    ["a number that begins with a point", ".5E1", undefined],
    ["a negative number", -1, undefined],
  ];
  for (const [what, value, size] of bytes) {
    it(`reads ${size === undefined ? "no size" : `a size of ${size} bytes`} from ${what}`, () =>
      assert.equal(only({ ExportDataSize: value })?.exportDataSize, size));
  }

  it("keeps an unknown field even if the task names no databases", () => {
    assert.deepEqual(only({ Owner: "x" })?.unrecognized, { Owner: "x" });
  });

  it("writes times as Date does", () => {
    const moments = [0, 1, 59_999, 86_399_999, 86_400_000, 951_782_400_123, 253_402_300_799_999];
    const random = Array.from({ length: 2_000 }, () => Math.floor(Math.random() * 4e12));
    for (const moment of [...moments, ...random]) {
      const task = only({ BackupSetTime: String(moment), GmtCreate: moment });
      const text = new Date(moment).toISOString();
      assert.deepEqual([task?.backupSetTime, task?.gmtCreate], [text, text]);
    }
  });

  for (const [what, word, state] of [
    ["a capitalized state", "Initializing", "initializing"],
    ["the spelling queuing", "queuing", "queueing"],
    ["a state in capitals with spaces around it", " FINISHED ", "finished"],
    ["an unknown state", "Paused", "paused"],
  ] as const) {
    it(`reads ${what} as ${state}`, () => assert.equal(only({ DownloadStatus: word })?.downloadStatus, state));
  }

  it("reads JSON numbers, a number with an exponent and an ISO 8601 time", () => {
    const task = only({
      ExportDataSize: 5,
      ImportDataSize: "1.5E3",
      BackupSetTime: 1_661_000_000_000,
      GmtCreate: "2022-08-23T06:02:47Z",
    });
    assert.deepEqual(
      [task?.exportDataSize, task?.importDataSize, task?.backupSetTime, task?.gmtCreate],
      [5, 1500, "2022-08-20T12:53:20.000Z", "2022-08-23T06:02:47.000Z"],
    );
  });

  it("keeps fields that it can't read or does not know under their own names", () => {
    const odd = {
      ExportDataSize: "12 MB",
      Progress: "half",
      BackupSetTime: "soon",
      DbList: { a: 1 },
      Owner: "x",
      __proto__x: 1,
    };
    const task = only(odd);
    assert.deepEqual(task?.unrecognized, odd);
    assert.deepEqual(
      [task?.exportDataSize, task?.progress, task?.backupSetTime, task?.dbList],
      [undefined, undefined, undefined, []],
    );
  });

  it("does not let a field's name reach the prototype", () => {
    const answer = JSON.stringify(body([{ ...item, evil: { polluted: true } }])).replace('"evil"', '"__proto__"');
    const task = parsePage(JSON.parse(answer)).tasks[0];
    assert.equal(Object.getPrototypeOf(task), Object.prototype);
    assert.equal((task as unknown as Record<string, unknown>).polluted, undefined);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it("reads an empty list, with or without Content", () => {
    assert.deepEqual(parsePage(body([])).tasks, []);
    assert.deepEqual(parsePage({ Data: { TotalElements: "0" } }).tasks, []);
  });

  it("treats malformed page sizes and counts as absent", () => {
    const page = parsePage(body([item], { PageSize: "many", TotalElements: -1, TotalPages: 1.5 }));
    assert.deepEqual([page.pageSize, page.totalElements, page.totalPages], [undefined, undefined, undefined]);
  });

  const wrong: [string, unknown, RegExp][] = [
    ["a body without Data", { RequestId: "r" }, /^Error: Data is/],
    ["a list that is not an array", body("x" as never), /Data\.Content\.List/],
    ["an item that is not an object", body([7]), /Data\.Content\.List\.0/],
    ["a missing list if the service counts tasks", { Data: { TotalElements: "3" } }, /Data\.Content is missing/],
    ["a task without an id", body([{ ...item, TaskId: "" }]), /holds a task without a readable TaskId/],
    [
      "a task without a state",
      body([{ ...item, DownloadStatus: undefined }]),
      /holds a task \(dt-1\) without a readable DownloadStatus/,
    ],
    [
      "a task whose creation time can't be read",
      body([{ ...item, GmtCreate: "long ago" }]),
      /holds a task \(dt-1\) without a readable GmtCreate/,
    ],
    ["null in place of the body", null, /the body/],
  ];
  for (const [what, answer, reason] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => parsePage(answer), reason));
  }
});
