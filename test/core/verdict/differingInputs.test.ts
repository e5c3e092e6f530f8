import assert from "node:assert/strict";
import type { ExportRequest } from "../../../provider/core/exportRequest";
import { differingInputs } from "../../../provider/core/verdict/differingInputs";
import { makeExport } from "../../support/tasks/makeExport";

const OSS = { type: "OSS", bucket: "bucket", path: "orders" } as const;

describe("differingInputs", () => {
  const differing: [Partial<ExportRequest>, string[]][] = [
    [{ backupSetId: "b-2" }, ["backupSetId"]],
    [{ format: "sql" }, ["format"]],
    [{ clusterName: "dds-1" }, ["clusterName"]],
    [{ target: { type: "URL" } }, ["target.type", "target.bucket", "target.path"]],
    [{ target: { ...OSS, bucket: "other" } }, ["target.bucket"]],
    [{ target: { ...OSS, path: "x" } }, ["target.path"]],
    [{ useZstd: true }, ["useZstd"]],
    [
      { primaryKeyTypeOnly: true, isCluster: true, adminDatabase: "a" },
      ["primaryKeyTypeOnly", "isCluster", "adminDatabase"],
    ],
    [{ pointInTime: 1_767_000_000_000 }, ["pointInTime"]],
  ];
  for (const [fields, names] of differing) {
    it(`names ${names.join(", ")}`, () => assert.deepEqual(differingInputs(makeExport(), makeExport(fields)), names));
  }

  it("ignores the size of the set, the region of the bucket and the network, which make no other export", () => {
    const same = makeExport({ backupSetSize: 5, network: "vpc", target: { ...OSS, region: "cn-beijing" } });
    assert.deepEqual(differingInputs(makeExport(), same), []);
  });

  it("takes an argument with the service's default for one that is left out", () => {
    const defaults = [
      { primaryKeyTypeOnly: false },
      { isCluster: false },
      { adminDatabase: "admin" },
      { useZstd: false },
    ];
    for (const fields of defaults) {
      assert.deepEqual(differingInputs(makeExport(), makeExport(fields)), []);
      assert.deepEqual(differingInputs(makeExport(fields), makeExport()), []);
    }
  });

  it("compares points in time by the second", () => {
    const at = (pointInTime: number) => makeExport({ pointInTime });
    assert.deepEqual(differingInputs(at(1_767_000_000_000), at(1_767_000_000_999)), []);
    assert.deepEqual(differingInputs(at(1_767_000_000_000), at(1_767_000_001_000)), ["pointInTime"]);
  });
});
