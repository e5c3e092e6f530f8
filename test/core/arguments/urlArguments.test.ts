import assert from "node:assert/strict";
import { parseUrlArguments, partialUrlIssues } from "../../../provider/core/arguments/urlArguments";

const ENOUGH = { taskId: "dt-1", regionCode: "cn-hangzhou" };
const problem = (args: object) => {
  const [first] = parseUrlArguments({ ...ENOUGH, ...args }).issues ?? [];
  return first && `${first.property} ${first.reason}`;
};

describe("parseUrlArguments", () => {
  it("fills in two hours as the duration", () => {
    assert.deepEqual(parseUrlArguments(ENOUGH).value, { ...ENOUGH, duration: 7_200_000 });
  });

  it("keeps every argument, with the duration in milliseconds", () => {
    const args = { ...ENOUGH, instanceName: "dds-1", clusterName: "d-1", network: "vpc" };
    assert.deepEqual(parseUrlArguments({ ...args, duration: "1h30m" }).value, { ...args, duration: 5_400_000 });
  });

  for (const duration of ["5m", 300, "24h", 86_400]) {
    it(`accepts the duration ${JSON.stringify(duration)}`, () => assert.equal(problem({ duration }), undefined));
  }
  for (const duration of [0, 299.9, "4m59s", "24h1s", 86_401, "-6m", "1d", "soon", {}]) {
    it(`refuses the duration ${JSON.stringify(duration)} by its name`, () => {
      const shown = JSON.stringify(duration);
      assert.ok(problem({ duration })?.startsWith(`duration is ${shown}, but must be a duration from 5m to 24h (`));
    });
  }

  it("refuses the id of a DownloadTask in place of its taskId", () => {
    assert.equal(
      problem({ taskId: "cn-hangzhou:rm-1:dt-1" }),
      'taskId is "cn-hangzhou:rm-1:dt-1", which is a DownloadTask\'s id; give its taskId',
    );
  });

  it("refuses whatever else is not an id, an instance, a region or a network", () => {
    assert.match(
      problem({ taskId: "dt 1" }) ?? "",
      /^taskId is "dt 1", but must be a non-empty string without spaces$/,
    );
    assert.match(problem({ taskId: 7 }) ?? "", /^taskId is 7, but must be/);
    assert.match(problem({ instanceName: "" }) ?? "", /^instanceName is "", but must be/);
    assert.match(problem({ regionCode: "evil.example" }) ?? "", /^regionCode is "evil\.example", but must be/);
    assert.match(problem({ network: "intranet" }) ?? "", /^network .*vpc, public/);
    assert.match(problem({ backupSetId: "b-1" }) ?? "", /^backupSetId is not a known argument/);
  });

  it("names everything that is missing at once", () => {
    assert.deepEqual(
      parseUrlArguments({}).issues?.map(({ property }) => property),
      ["taskId", "regionCode"],
    );
  });
});

describe("partialUrlIssues", () => {
  it("checks what is given, and asks for nothing that may still come", () => {
    assert.deepEqual(partialUrlIssues({}), []);
    assert.deepEqual(
      partialUrlIssues({ duration: "25h", instanceName: "rm-1" }).map(({ property }) => property),
      ["duration"],
    );
  });
});
