import assert from "node:assert/strict";
import { parseTaskArguments, partialTaskIssues, readTaskRequest } from "../../../provider/core/arguments/taskArguments";
import type { DbsError } from "../../../provider/core/errors";

const NOW = Date.UTC(2026, 0, 2);
const place = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
const enough = { ...place, backupSetId: "b-1", format: "csv" };
const toOss = (members: object) => ({ target: { type: "OSS", bucket: "bucket", ...members } });
const issuesOf = (args: object) => parseTaskArguments({ ...enough, ...args }, NOW).issues ?? [];
const targetOf = (target: unknown) => parseTaskArguments({ ...enough, target }, NOW).value?.wanted.target;

describe("parseTaskArguments", () => {
  it("defaults to a download URL and to adopting what is unfinished", () => {
    assert.deepEqual(parseTaskArguments(enough, NOW).value, {
      wanted: { ...enough, target: { type: "URL" } },
      adopt: "unfinished",
    });
  });

  it("reads every argument", () => {
    const wanted = {
      ...place,
      instanceName: "dds-1",
      clusterName: "dds-2",
      pointInTime: Date.UTC(2026, 0, 1),
      backupSetSize: 5_000_000_000,
      format: "bson",
      target: { type: "OSS", bucket: "bucket", path: "a/b", region: "cn-beijing" },
      primaryKeyTypeOnly: false,
      isCluster: true,
      adminDatabase: "admin",
      useZstd: true,
      network: "vpc",
    };
    const args = {
      ...wanted,
      pointInTime: "2026-01-01T08:00:00+08:00",
      format: "BSON",
      adopt: "never",
      adoptTaskId: "dt-1",
    };
    assert.deepEqual(parseTaskArguments(args, NOW).value, { wanted, adopt: "never", adoptTaskId: "dt-1" });
  });

  it("reads the format in any letter case", () => {
    const formats = ["CSV", "Csv-With-Header", "SQL", "Parquet", "QP.xb"];
    assert.deepEqual(
      formats.map((format) => parseTaskArguments({ ...enough, format }, NOW).value?.wanted.format),
      ["csv", "csv-with-header", "sql", "parquet", "qp.xb"],
    );
  });

  it("treats an argument that is null as not given", () => {
    const names = [
      "clusterName",
      "pointInTime",
      "backupSetSize",
      "target",
      "useZstd",
      "adopt",
      "adoptTaskId",
      "triggers",
    ];
    const none = Object.fromEntries(names.map((name) => [name, null]));
    assert.deepEqual(parseTaskArguments({ ...enough, ...none }, NOW), parseTaskArguments(enough, NOW));
    assert.deepEqual(targetOf({ type: "URL", bucket: null, path: null }), { type: "URL" });
  });

  it("drops slashes at the ends of the path, and a path of slashes alone", () => {
    const paths = ["/a/b/", "a/b", "///", "", `${"/".repeat(40)}a`];
    assert.deepEqual(
      paths.map((path) => targetOf({ type: "OSS", bucket: "bucket", path })),
      [
        { type: "OSS", bucket: "bucket", path: "a/b" },
        { type: "OSS", bucket: "bucket", path: "a/b" },
        { type: "OSS", bucket: "bucket" },
        { type: "OSS", bucket: "bucket" },
        { type: "OSS", bucket: "bucket", path: "a" },
      ],
    );
  });

  it("accepts names of buckets of 3 to 63 characters, and two dots inside the name of a folder", () => {
    for (const bucket of ["abc", "0-9", "a".repeat(63)]) {
      assert.deepEqual(targetOf({ type: "OSS", bucket, path: "v1..v2" }), { type: "OSS", bucket, path: "v1..v2" });
    }
  });

  it("accepts a point in time up to now", () => {
    const args = { ...place, format: "csv", pointInTime: NOW };
    assert.equal(parseTaskArguments(args, NOW).value?.wanted.pointInTime, NOW);
  });

  it("leaves useZstd and the cluster to the service, whatever the instance", () => {
    assert.deepEqual(issuesOf({ useZstd: true, clusterName: "dds-1" }), []);
  });

  const refused: [title: string, args: object, property: string, reason: RegExp][] = [
    [
      "neither a backup set nor a point in time",
      { backupSetId: null },
      "backupSetId",
      /is missing.*or set pointInTime/,
    ],
    ["both a backup set and a point in time", { pointInTime: NOW }, "pointInTime", /combined with backupSetId/],
    [
      "a point in time in the future",
      { backupSetId: null, pointInTime: NOW + 1 },
      "pointInTime",
      /2026-01-02.*in the future/,
    ],
    [
      "a point in time that is no time",
      { backupSetId: null, pointInTime: "noon" },
      "pointInTime",
      /"noon".*must be a Date/,
    ],
    ["a missing instance", { instanceName: null }, "instanceName", /is missing/],
    ["a missing region", { regionCode: null }, "regionCode", /is missing.*alicloud-dbs:region/],
    ["a missing format", { format: null }, "format", /is missing.*csv, csv-with-header/],
    ["an unknown format", { format: "xml" }, "format", /"xml".*parquet, bson, qp\.xb/],
    ["a format that is no text", { format: 1 }, "format", /is 1/],
    ["a size of 0 bytes", { backupSetSize: 0 }, "backupSetSize", /is 0.*at least 1/],
    ["half a byte", { backupSetSize: 1.5 }, "backupSetSize", /is 1\.5/],
    ["a target in words", { target: "OSS" }, "target", /"OSS".*\{type: "URL"\}/],
    ["a target without a type", { target: { bucket: "bucket" } }, "target.type", /is missing.*URL, OSS/],
    ["an unknown type of target", { target: { type: "oss" } }, "target.type", /"oss".*URL, OSS/],
    [
      "an unknown member of the target",
      toOss({ prefix: "x" }),
      "target.prefix",
      /not a known argument; check the spelling/,
    ],
    ["OSS without a bucket", { target: { type: "OSS" } }, "target.bucket", /is missing/],
    ["a bucket with capitals", toOss({ bucket: "Bucket" }), "target.bucket", /"Bucket".*lower-case/],
    ["a bucket of two characters", toOss({ bucket: "ab" }), "target.bucket", /"ab".*3 to 63/],
    ["a bucket of 64 characters", toOss({ bucket: "a".repeat(64) }), "target.bucket", /3 to 63/],
    ["a bucket that ends with a hyphen", toOss({ bucket: "abc-" }), "target.bucket", /letter or digit at each end/],
    ["a bucket with its scheme", toOss({ bucket: "oss://bucket" }), "target.bucket", /must be the name of a bucket/],
    ["a path that climbs", toOss({ path: "a/../b" }), "target.path", /"a\/\.\.\/b".*must not contain "\.\."/],
    ["a path with a line break", toOss({ path: "a\nb" }), "target.path", /must be the path/],
    ["a region of the bucket that is none", toOss({ region: "Beijing" }), "target.region", /"Beijing".*region code/],
    [
      "a bucket beside the type URL",
      { target: { type: "URL", bucket: "b" } },
      "target.bucket",
      /type URL; leave it out/,
    ],
    ["a path beside the type URL", { target: { type: "URL", path: "b" } }, "target.path", /type URL; leave it out/],
    [
      "primaryKeyTypeOnly beside rm-",
      { primaryKeyTypeOnly: true },
      "primaryKeyTypeOnly",
      /argument of MongoDB.*"rm-1"/,
    ],
    ["isCluster beside pc-", { instanceName: "pc-1", isCluster: false }, "isCluster", /argument of MongoDB.*"pc-1"/],
    ["adminDatabase beside rm-", { adminDatabase: "admin" }, "adminDatabase", /argument of MongoDB.*leave it out/],
    ["a flag that is no boolean", { instanceName: "dds-1", isCluster: "true" }, "isCluster", /"true".*true or false/],
    ["qp.xb beside dds-", { instanceName: "dds-1", format: "QP.XB" }, "format", /qp\.xb, which MongoDB does not have/],
    ["an unknown way to adopt", { adopt: "always" }, "adopt", /"always".*unfinished, finished, never/],
    [
      "the adoption of finished tasks beside triggers",
      { adopt: "finished", triggers: [1] },
      "adopt",
      /combined with triggers/,
    ],
    [
      "a resource's id in place of a task id",
      { adoptTaskId: "cn-hangzhou:rm-1:dt-1" },
      "adoptTaskId",
      /is "cn-hangzhou:rm-1:dt-1", which is a DownloadTask's id; give its taskId/,
    ],
    ["an argument that only gates have", { taskIds: ["dt-1"] }, "taskIds", /not a known argument/],
  ];
  for (const [title, args, property, reason] of refused) {
    it(`refuses ${title}`, () => {
      assert.deepEqual(
        issuesOf(args).map((issue) => issue.property),
        [property],
      );
      assert.match(issuesOf(args)[0]?.reason ?? "", reason);
    });
  }

  it("names all problems at once", () => {
    const names = issuesOf({ ...toOss({ bucket: "B", path: "..", x: 1 }), format: "xml", pointInTime: 1 });
    assert.deepEqual(names.map(({ property }) => property).sort(), [
      "format",
      "pointInTime",
      "target.bucket",
      "target.path",
      "target.x",
    ]);
  });
});

describe("readTaskRequest", () => {
  it("throws an error of kind arguments that names the class and every problem", () => {
    assert.throws(
      () => readTaskRequest({ ...place, format: "xml" }, "DownloadTask", NOW),
      ({ kind, message, issues = [] }: DbsError) => {
        assert.match(message, /^\[arguments\] DownloadTask: format is "xml".*backupSetId is missing/);
        return kind === "arguments" && issues.length === 2;
      },
    );
  });
});

describe("partialTaskIssues", () => {
  it("accepts incomplete inputs", () =>
    assert.deepEqual(partialTaskIssues({ adopt: "finished", format: "csv" }, NOW), []));

  const contradictions: [what: string, args: object, property: string][] = [
    ["both a backup set and a moment", { backupSetId: "b-1", pointInTime: NOW - 1 }, "pointInTime"],
    ["an argument of MongoDB beside an instance of RDS", { instanceName: "rm-1", isCluster: true }, "isCluster"],
    ["a physical backup of MongoDB", { instanceName: "dds-1", format: "qp.xb" }, "format"],
    ["the adoption of finished tasks beside triggers", { adopt: "finished", triggers: [1] }, "adopt"],
  ];
  for (const [what, args, property] of contradictions) {
    it(`reports ${what}, although other inputs are not known yet`, () =>
      assert.deepEqual(
        partialTaskIssues(args, NOW).map((issue) => issue.property),
        [property],
      ));
  }

  it("reports invalid values among incomplete inputs", () => {
    const args = { pointInTime: NOW + 1, target: { type: "OSS" }, adoptTaskId: "a:b:c" };
    assert.deepEqual(
      partialTaskIssues(args, NOW).map(({ property }) => property),
      ["adoptTaskId", "pointInTime", "target.bucket"],
    );
  });
});
