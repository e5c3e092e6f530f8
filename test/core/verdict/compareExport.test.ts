import assert from "node:assert/strict";
import type { ExportRequest } from "../../../provider/core/exportRequest";
import type { DownloadTaskDetails } from "../../../provider/core/listing/task";
import { compareExport } from "../../../provider/core/verdict/compareExport";
import { makeExport, makeExportTask } from "../../support/tasks/makeExport";

const TIME = Date.UTC(2026, 0, 1, 10, 0, 0);
const pitr = (pointInTime: number): Partial<ExportRequest> => ({ pointInTime });
const without = (...names: (keyof DownloadTaskDetails)[]) => {
  const task = makeExportTask("dt-1");
  for (const name of names) delete task[name];
  return task;
};
const listed = (fields: Partial<DownloadTaskDetails>) => makeExportTask("dt-1", "running", fields);
const OSS = { type: "OSS", bucket: "bucket" } as const;

/** A listed task, a request, the inputs in which they differ, and the inputs that the list does not show. */
type Row = [
  title: string,
  task: DownloadTaskDetails,
  wanted: Partial<ExportRequest>,
  differs: string[],
  unseen: string[],
];

const ROWS: Row[] = [
  ["is seen to be equal in everything that is listed", listed({}), {}, [], []],
  ["differs in another backup set", listed({ bakSetId: "b-2" }), {}, ["backupSetId"], []],
  ["leaves the backup set unseen if the service leaves it out", without("bakSetId"), {}, [], ["backupSetId"]],
  ["differs in another format", listed({ format: "sql" }), {}, ["format"], []],
  ["has the same format in another letter case", listed({ format: "CSV" }), {}, [], []],
  ["leaves the format unseen if the service leaves it out", without("format"), {}, [], ["format"]],
  ["tells csv from csv-with-header", listed({ format: "csv-with-header" }), {}, ["format"], []],
  [
    "differs in a point in time of another second",
    listed({ backupSetTime: "2026-01-01T10:00:01.000Z" }),
    pitr(TIME),
    ["pointInTime"],
    [],
  ],
  [
    "has the same point in time if only the milliseconds differ",
    listed({ backupSetTime: "2026-01-01T10:00:00.000Z" }),
    pitr(TIME + 999),
    [],
    [],
  ],
  [
    "leaves the point in time unseen if the service leaves it out",
    without("backupSetTime"),
    pitr(TIME),
    [],
    ["pointInTime"],
  ],
  [
    "ignores the backup set of an export of a point in time",
    listed({ bakSetId: "b-2", backupSetTime: "2026-01-01T10:00:00.000Z" }),
    pitr(TIME),
    [],
    [],
  ],
  [
    "differs in the type of the target, and says nothing about the path then",
    listed({ targetType: "URL" }),
    {},
    ["target.type"],
    [],
  ],
  ["has the same type in another letter case", listed({ targetType: "oss" }), {}, [], []],
  ["leaves the type of the target unseen if the service leaves it out", without("targetType"), {}, [], ["target.type"]],
  [
    "leaves the bucket unseen if bucket/path is listed, which may be a path in another bucket",
    listed({ targetPath: "bucket/orders" }),
    {},
    [],
    ["target.bucket"],
  ],
  ["shows bucket and path with slashes at the end", listed({ targetPath: "oss://bucket/orders/" }), {}, [], []],
  ["leaves the bucket unseen if only the path is listed", listed({ targetPath: "orders" }), {}, [], ["target.bucket"]],
  [
    "leaves bucket and path unseen if neither is listed",
    without("targetPath"),
    {},
    [],
    ["target.bucket", "target.path"],
  ],
  ["differs in another bucket", listed({ targetPath: "oss://other/orders" }), {}, ["target.bucket"], []],
  ["differs in another path", listed({ targetPath: "oss://bucket/customers" }), {}, ["target.path"], []],
  ["differs in a path without a bucket", listed({ targetPath: "customers" }), {}, ["target.path"], []],
  [
    "differs in a path of which the wanted one is only the beginning",
    listed({ targetPath: "oss://bucket/orders/1" }),
    {},
    ["target.path"],
    [],
  ],
  ["shows the bucket alone for an export to its root", listed({ targetPath: "oss://bucket" }), { target: OSS }, [], []],
  ["differs in a path where the root is wanted", listed({}), { target: OSS }, ["target.path"], []],
  ["ignores the path of an export to a URL", listed({ targetType: "URL" }), { target: { type: "URL" } }, [], []],
  [
    "ignores the region of the bucket",
    listed({}),
    { target: { ...OSS, path: "orders", region: "cn-beijing" } },
    [],
    [],
  ],
  ["ignores the size of the backup set", listed({ importDataSize: 5 }), { backupSetSize: 7 }, [], []],
  [
    "never sees what no list shows, whatever its value",
    listed({}),
    { useZstd: false, primaryKeyTypeOnly: true, isCluster: false, adminDatabase: "admin" },
    [],
    ["primaryKeyTypeOnly", "isCluster", "adminDatabase", "useZstd"],
  ],
  [
    "leaves the cluster of an instance of MongoDB unseen if none is asked for",
    listed({}),
    { instanceName: "dds-1" },
    [],
    ["clusterName"],
  ],
  [
    "comes from the list of the cluster that is asked for",
    listed({}),
    { instanceName: "dds-1", clusterName: "c" },
    [],
    [],
  ],
  [
    "names every difference",
    listed({ bakSetId: "b-2", format: "sql", targetPath: "x" }),
    {},
    ["backupSetId", "format", "target.path"],
    [],
  ],
];

describe("a listed task, compared with a request,", () => {
  for (const [title, task, fields, differs, unseen] of ROWS) {
    it(title, () => assert.deepEqual(compareExport(task, makeExport(fields)), { differs, unseen }));
  }
});
