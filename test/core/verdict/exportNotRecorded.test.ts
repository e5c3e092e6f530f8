import assert from "node:assert/strict";
import type { ExportRequest, TaskRequest } from "../../../provider/core/exportRequest";
import { exportNotRecorded } from "../../../provider/core/verdict/exportErrors";
import { makeExport } from "../../support/tasks/makeExport";

const URL: Partial<ExportRequest> = { target: { type: "URL" } };
const ADOPTS =
  'The next up looks first, and adopts dt-1 while it is unfinished or failed. If it may be finished by then, set adoptTaskId to "dt-1" for that run';
const hides = (names: string) =>
  `The next up looks first, but the list may not show the ${names} of dt-1. To take dt-1, set adoptTaskId to "dt-1" for that run`;

function error(fields: Partial<ExportRequest>, adopt: TaskRequest["adopt"] = "unfinished", failed?: Error) {
  const request = { wanted: makeExport(fields), adopt };
  return exportNotRecorded(request, "dt-1", failed === undefined ? { interrupted: "Ctrl-C" } : { failed });
}

describe("the error for an export that was started and is not recorded", () => {
  it("says that the update was interrupted, and what the next one does", () => {
    const { kind, taskId, operation, region, cause, message } = error(URL);
    assert.deepEqual(
      [kind, taskId, operation, region, cause],
      ["cancelled", "dt-1", "CreateDownload", "cn-hangzhou", "Ctrl-C"],
    );
    assert.equal(
      message,
      "[cancelled] the export of b-1 as csv to a download URL (rm-1 in cn-hangzhou) was started as dt-1, but the update was " +
        `interrupted before dt-1 was recorded in the state. ${ADOPTS}`,
    );
  });

  it("says why it could not be recorded, and what the next run does", () => {
    const full = new Error("ENOSPC: no space left on device, write");
    const { kind, taskId, cause, message } = error(URL, "finished", full);
    assert.deepEqual([kind, taskId, cause], ["unsettled", "dt-1", full]);
    assert.ok(
      message.endsWith(
        `was started as dt-1, but dt-1 could not be recorded in the state: ENOSPC: no space left on device, write. ${ADOPTS}`,
      ),
      message,
    );
  });

  for (const [names, fields] of [
    ["target.bucket", {}],
    ["useZstd", { ...URL, useZstd: false }],
    ["clusterName", { ...URL, instanceName: "dds-1" }],
    ["target.bucket, isCluster, adminDatabase", { isCluster: true, adminDatabase: "a" }],
  ] as const) {
    it(`names adoptTaskId if the next look may not see ${names}`, () => {
      assert.ok(error(fields).message.endsWith(hides(names)), error(fields).message);
    });
  }

  it("names adoptTaskId with adopt never, with which the next run starts another export", () => {
    const end =
      'With adopt: "never" the next up starts another one. To take dt-1, set adoptTaskId to "dt-1" for that run';
    for (const fields of [URL, { useZstd: true }]) assert.ok(error(fields, "never").message.endsWith(end));
  });
});
