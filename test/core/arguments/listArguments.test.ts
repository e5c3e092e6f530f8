import assert from "node:assert/strict";
import { parseListArguments } from "../../../provider/core/arguments/listArguments";

const enough = { instanceName: "rm-1", regionCode: "cn-hangzhou" };
const listed = (words: unknown) => parseListArguments(words).issues?.map(({ property }) => property);
const listReason = (words: object) => parseListArguments({ ...enough, ...words }).issues?.[0];

describe("parseListArguments", () => {
  it("fills in the defaults", () => {
    assert.deepEqual(parseListArguments(enough).value, {
      ...enough,
      orderColumn: "gmt_create",
      orderDirect: "desc",
      pageSize: 100,
      maxRetries: 5,
      timeout: 120_000,
      callTimeout: 30_000,
    });
  });

  it("keeps every argument, in one form", () => {
    const words = {
      ...enough,
      datasourceId: "ds-rm-1_cn-hangzhou",
      clusterName: "d-1",
      backupSetId: "b-1",
      taskType: "pitr",
      startTime: new Date(1_700_000_000_000),
      endTime: "2026-01-01T00:00:00Z",
      network: "vpc",
      state: "queueing",
      orderColumn: "gmt_create",
      orderDirect: "asc",
      currentPage: 2,
      pageSize: 30,
      maxRetries: 0,
      timeout: "90s",
      callTimeout: "5s",
    };
    assert.deepEqual(parseListArguments(words).value, {
      ...words,
      startTime: 1_700_000_000_000,
      endTime: Date.UTC(2026, 0, 1),
      timeout: 90_000,
      callTimeout: 5_000,
    });
  });

  it("derives instance and region from datasourceId", () => {
    const { value } = parseListArguments({ datasourceId: "ds-pc_x-1_us-east-1" });
    assert.deepEqual([value?.instanceName, value?.regionCode], ["pc_x-1", "us-east-1"]);
  });

  it("takes an argument that is undefined for one that is not given", () => {
    assert.equal(parseListArguments({ ...enough, pageSize: undefined, state: undefined }).value?.pageSize, 100);
  });

  it("names each task once", () => {
    assert.deepEqual(parseListArguments({ ...enough, taskIds: ["a", "b", "a"] }).value?.taskIds, ["a", "b"]);
  });

  it("tells all problems at once, those between arguments too", () => {
    assert.deepEqual(
      listed({
        regionCode: "CN",
        pageSize: 0,
        currentPage: 1.5,
        state: "done",
        startTime: "2026-02-02",
        endTime: "2026-01-01",
        instanceNam: "rm-1",
      })?.sort(),
      ["currentPage", "instanceNam", "instanceName", "pageSize", "regionCode", "startTime", "state"],
    );
  });

  const refused: [string, object, string, RegExp][] = [
    [
      "a region that is a host name",
      { regionCode: "cn-hangzhou.evil.example/#" },
      "regionCode",
      /"cn-hangzhou\.evil\.example\/#".*region's code/,
    ],
    ["a page size of 0", { pageSize: 0 }, "pageSize", /is 0; allowed is a whole number of at least 1/],
    ["a page size that is text", { pageSize: "abc" }, "pageSize", /is "abc"; allowed is a whole number/],
    ["a page 0", { currentPage: 0 }, "currentPage", /is 0/],
    [
      "an unknown state, naming the known ones",
      { state: "done" },
      "state",
      /"done".*initializing, queueing, running, finished, failed, expired/,
    ],
    ["another order column", { orderColumn: "task_id" }, "orderColumn", /gmt_create/],
    ["an instance name with blanks", { instanceName: "rm 1" }, "instanceName", /"rm 1"/],
    ["an empty instance name", { instanceName: "" }, "instanceName", /is ""/],
    ["a datasource id of another form", { datasourceId: "rm-1" }, "datasourceId", /ds-<instance>_<region>/],
    [
      "a datasource id of another instance",
      { datasourceId: "ds-rm-2_cn-hangzhou" },
      "instanceName",
      /"rm-1", but datasourceId .* says "rm-2"/,
    ],
    [
      "a datasource id of another region",
      { datasourceId: "ds-rm-1_cn-beijing" },
      "regionCode",
      /"cn-hangzhou", but .* "cn-beijing"/,
    ],
    [
      "a start after the end",
      { startTime: "2026-02-02", endTime: "2026-02-01" },
      "startTime",
      /2026-02-02T00:00:00\.000Z, after endTime 2026-02-01/,
    ],
    ["a moment that is none", { endTime: "tomorrow" }, "endTime", /"tomorrow".*ISO 8601/],
    ["a moment that was lost", { startTime: {} }, "startTime", /pulumi\.output\(date\) has lost the date/],
    ["no task ids", { taskIds: [] }, "taskIds", /at least one/],
    ["task ids that are no texts", { taskIds: ["a", 1] }, "taskIds", /\["a",1\]/],
    ["a page together with task ids", { taskIds: ["a"], currentPage: 1 }, "currentPage", /together with taskIds/],
    ["another network", { network: "intranet" }, "network", /vpc, public/],
    ["no time at all", { timeout: 0 }, "timeout", /more than 0/],
    ["negative retries", { maxRetries: -1 }, "maxRetries", /at least 0/],
  ];
  for (const [what, words, property, reason] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(listReason(words)?.property, property);
      assert.match(listReason(words)?.reason ?? "", reason);
    });
  }

  it("says what is missing and how to give it", () => {
    const reasons = parseListArguments({}).issues?.map(({ property, reason }) => `${property} ${reason}`) ?? [];
    assert.match(reasons[0] ?? "", /^instanceName is missing.*datasourceId/);
    assert.match(
      reasons[1] ?? "",
      /^regionCode is missing.*pulumi config set alicloud-dbs:region.*ALIBABA_CLOUD_REGION/,
    );
  });

  for (const words of [null, 7, "rm-1", ["rm-1"]]) {
    it(`refuses ${JSON.stringify(words)} in place of the arguments`, () => assert.deepEqual(listed(words), ["args"]));
  }
});

describe("arguments that came as JSON", () => {
  it("are taken by their own names alone", () => {
    const words = JSON.parse('{ "regionCode": "cn-hangzhou", "__proto__": { "instanceName": "rm-1" } }') as object;
    assert.deepEqual(listed(words), ["__proto__", "instanceName"]);
  });
});
