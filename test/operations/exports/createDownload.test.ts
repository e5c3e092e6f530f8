import assert from "node:assert/strict";
import { createDownload } from "../../../provider/operations/createDownload";
import { makeExport } from "../../support/tasks/makeExport";

const DATA = {
  Progress: "0/0",
  BackupSetTime: 1_661_373_070_000,
  TaskId: "dt-qxnsfq5s",
  RegionCode: "cn-beijing",
  ImportDataSize: 0,
  BakSetId: "146005",
  GmtCreate: 1_661_940_917_570,
  Format: "csv",
  DownloadStatus: "initializing",
  ExportDataSize: 0,
  TargetType: "URL",
};

describe("createDownload", () => {
  it("asks for an export of a backup set to a bucket", () => {
    const target = { type: "OSS", bucket: "bucket", path: "a/b", region: "cn-beijing" } as const;
    assert.deepEqual(createDownload.parameters(makeExport({ backupSetSize: 5_000_000_000, target, network: "vpc" })), {
      RegionCode: "cn-hangzhou",
      InstanceName: "rm-1",
      BakSetType: "full",
      BakSetId: "b-1",
      BakSetSize: "5000000000",
      FormatType: "csv",
      TargetType: "OSS",
      TargetBucket: "bucket",
      TargetPath: "a/b",
      TargetOssRegion: "cn-beijing",
    });
  });

  it("asks for an export of a point in time to a download URL", () => {
    const { backupSetId: _, ...wanted } = makeExport({
      pointInTime: 1_661_331_864_123,
      format: "sql",
      target: { type: "URL" },
    });
    assert.deepEqual(createDownload.parameters(wanted), {
      RegionCode: "cn-hangzhou",
      InstanceName: "rm-1",
      BakSetType: "pitr",
      DownloadPointInTime: "1661331864123",
      FormatType: "sql",
      TargetType: "URL",
    });
  });

  it("sends MongoDB's arguments, and false as well as true", () => {
    const flags = {
      primaryKeyTypeOnly: false,
      isCluster: true,
      useZstd: false,
      adminDatabase: "admin",
      clusterName: "dds-2",
    };
    const { PrimaryKeyTypeOnly, IsCluster, UseZstd, AdminDatabase, ClusterName } = createDownload.parameters(
      makeExport(flags),
    );
    assert.deepEqual(
      [PrimaryKeyTypeOnly, IsCluster, UseZstd, AdminDatabase, ClusterName],
      ["false", "true", "false", "admin", "dds-2"],
    );
  });

  it("says that qp.xb is a physical backup, and says it of no other format", () => {
    assert.equal(createDownload.parameters(makeExport({ format: "qp.xb" })).IsPhysical, "true");
    assert.equal("IsPhysical" in createDownload.parameters(makeExport({ format: "parquet" })), false);
  });

  it("is never sent twice without certainty", () => assert.equal(createDownload.idempotent, false));

  it("reads the id and the creation time, which come as numbers or as text", () => {
    const created = { taskId: "dt-qxnsfq5s", gmtCreate: "2022-08-31T10:15:17.570Z" };
    assert.deepEqual(createDownload.parse({ Data: DATA }), created);
    assert.deepEqual(createDownload.parse({ Data: { ...DATA, GmtCreate: "1661940917570" } }), created);
    assert.deepEqual(createDownload.parse({ Data: { TaskId: 17, GmtCreate: 1_661_940_917_570 } }).taskId, "17");
  });

  it("refuses an answer without them, and says what is missing", () => {
    for (const Data of [undefined, null, "dt-1", 1, true, [DATA], [[]]]) {
      assert.throws(() => createDownload.parse({ Data }), /^Error: Data is not an object$/);
    }
    for (const change of [{ TaskId: "" }, { TaskId: null }, { TaskId: {} }]) {
      assert.throws(
        () => createDownload.parse({ Data: { ...DATA, ...change } }),
        /^Error: Data holds no readable TaskId$/,
      );
    }
  });

  it("keeps the id of an answer whose creation time can't be read", () => {
    for (const GmtCreate of ["soon", -1, [], undefined]) {
      assert.deepEqual(createDownload.parse({ Data: { ...DATA, GmtCreate } }), { taskId: DATA.TaskId });
    }
  });
});
