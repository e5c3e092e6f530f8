import assert from "node:assert/strict";
import { parsePage } from "../../../provider/core/listing/parsePage";

/** An item as captured (2024-07): a URL task, newest of its list. */
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
  it("gives each task a list of databases of its own, also where it says the same as the one before", () => {
    const list = ["[a,b]", "[a,b]", "[ c , ]", "[ c , ]", "[a,b]"];
    const { tasks } = parsePage(body(list.map((DbList, at) => ({ ...item, TaskId: `dt-${at}`, DbList }))));
    tasks[0]?.dbList.push("more");
    tasks[2]?.dbList.push("more");
    assert.deepEqual(
      tasks.map(({ dbList }) => dbList),
      [["a", "b", "more"], ["a", "b"], ["c", "more"], ["c"], ["a", "b"]],
    );
  });

  it("reads every field of a task in its own type", () => {
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

  it("reads the list's figures", () => {
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

  it("reads the names of before 2022-11-16, which counted pages from 0", () => {
    const page = parsePage({ Data: { Number: 0, Size: 20, Total: 1, Content: { List: [item] } } });
    assert.deepEqual([page.pageNumber, page.pageSize, page.totalElements], [1, 20, 1]);
  });

  it("leaves absent what the service leaves out or leaves empty", () => {
    const task = only({ TargetPath: "", Progress: null, ExportDataSize: undefined });
    assert.deepEqual(
      ["targetPath", "progress", "exportDataSize"].filter((name) => name in (task ?? {})),
      [],
    );
    assert.deepEqual(task?.dbList, []);
    assert.equal("unrecognized" in (task ?? {}), false);
  });

  it("gives no fraction while the tables are not counted", () => {
    assert.deepEqual(only({ Progress: "0/0" })?.progress, { completed: 0, total: 0 });
  });

  const names: [unknown, string[]][] = [
    ["[dbtest]", ["dbtest"]],
    ["[a, b]", ["a", "b"]],
    ['["a","b,c"]', ["a", "b,c"]],
    [
      ["a", "b"],
      ["a", "b"],
    ],
    ["[]", []],
    [" [a,b]\n", ["a", "b"]],
    ["[a,\nb]", ["a", "b"]],
    ["a,b", ["a", "b"]],
  ];
  for (const [value, list] of names) {
    it(`reads the databases ${JSON.stringify(value)}`, () => assert.deepEqual(only({ DbList: value })?.dbList, list));
  }

  for (const value of ["[", "]", "[a", "a]", "{a}", '"a"', '["a"', 7]) {
    it(`keeps the databases ${JSON.stringify(value)}, which it can't read`, () =>
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
    it(`reads the progress ${JSON.stringify(text)} as ${figures?.join(" of ") ?? "none"}`, () => {
      const task = only({ Progress: text });
      const { completed, total } = task?.progress ?? {};
      assert.deepEqual([completed, total], figures ?? [undefined, undefined]);
      assert.deepEqual(task?.unrecognized, figures === undefined ? { Progress: text } : undefined);
    });
  }

  const bytes: [unknown, number | undefined][] = [
    [" 1024", 1024],
    ["0", 0],
    ["1.5", undefined],
    ["-1", undefined],
    [" ", undefined],
    ["Infinity", undefined],
    ["+1", undefined],
    [".5E1", undefined],
    [-1, undefined],
  ];
  for (const [value, size] of bytes) {
    it(`reads the size ${JSON.stringify(value)} as ${size ?? "none"}`, () =>
      assert.equal(only({ ExportDataSize: value })?.exportDataSize, size));
  }

  it("keeps what it does not know where the databases are left out", () => {
    assert.deepEqual(only({ Owner: "x" })?.unrecognized, { Owner: "x" });
  });

  it("writes moments as Date does", () => {
    const moments = [0, 1, 59_999, 86_399_999, 86_400_000, 951_782_400_123, 253_402_300_799_999];
    const random = Array.from({ length: 2_000 }, () => Math.floor(Math.random() * 4e12));
    for (const moment of [...moments, ...random]) {
      const task = only({ BackupSetTime: String(moment), GmtCreate: moment });
      const text = new Date(moment).toISOString();
      assert.deepEqual([task?.backupSetTime, task?.gmtCreate], [text, text]);
    }
  });

  for (const [word, state] of [
    ["Initializing", "initializing"],
    ["queuing", "queueing"],
    [" FINISHED ", "finished"],
    ["Paused", "paused"],
  ] as const) {
    it(`reads the state ${JSON.stringify(word)} as ${state}`, () =>
      assert.equal(only({ DownloadStatus: word })?.downloadStatus, state));
  }

  it("reads numbers that come as numbers, and other forms of number", () => {
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

  it("keeps and names what it can't read or does not know", () => {
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

  it("takes figures in another form for none", () => {
    const page = parsePage(body([item], { PageSize: "many", TotalElements: -1, TotalPages: 1.5 }));
    assert.deepEqual([page.pageSize, page.totalElements, page.totalPages], [undefined, undefined, undefined]);
  });

  const wrong: [string, unknown, RegExp][] = [
    ["no Data", { RequestId: "r" }, /^Error: Data: /],
    ["a list that is none", body("x" as never), /Data\.Content\.List/],
    ["an item that is none", body([7]), /Data\.Content\.List\.0/],
    ["a missing list where tasks are counted", { Data: { TotalElements: "3" } }, /Data\.Content: is missing/],
    ["a task without id", body([{ ...item, TaskId: "" }]), /the task without id has no TaskId/],
    ["a task without state", body([{ ...item, DownloadStatus: undefined }]), /dt-1 has no DownloadStatus/],
    ["a task whose creation time can't be read", body([{ ...item, GmtCreate: "long ago" }]), /dt-1 has no GmtCreate/],
    ["nothing", null, /the body/],
  ];
  for (const [what, answer, reason] of wrong) {
    it(`refuses ${what}`, () => assert.throws(() => parsePage(answer), reason));
  }
});
