import assert from "node:assert/strict";
import { parseListArguments } from "../../../provider/core/arguments/listArguments";
import { LIST_ARGUMENTS } from "../../../provider/core/query";

const enough = { instanceName: "rm-1", regionCode: "cn-hangzhou" };
const issueNames = (args: unknown) => parseListArguments(args).issues?.map(({ property }) => property);
const firstIssue = (args: object) => parseListArguments({ ...enough, ...args }).issues?.[0];

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

  it("keeps every argument, and converts times to milliseconds", () => {
    const args = {
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
    assert.deepEqual(parseListArguments(args).value, {
      ...args,
      startTime: 1_700_000_000_000,
      endTime: Date.UTC(2026, 0, 1),
      timeout: 90_000,
      callTimeout: 5_000,
    });
  });

  it("takes the instance and the region from datasourceId", () => {
    const { value } = parseListArguments({ datasourceId: "ds-pc_x-1_us-east-1" });
    assert.deepEqual([value?.instanceName, value?.regionCode], ["pc_x-1", "us-east-1"]);
  });

  for (const nothing of [undefined, null]) {
    it(`treats an argument that is ${nothing} as missing`, () => {
      const names = [...Object.keys(LIST_ARGUMENTS), "maxRetries", "timeout", "callTimeout"];
      const none = Object.fromEntries(names.map((name) => [name, nothing]));
      assert.deepEqual(parseListArguments({ ...none, ...enough }).value, parseListArguments(enough).value);
    });
  }

  it("rounds startTime down to the whole second, as the list does with the creation times", () => {
    // CreateDownload's answer says 1661940917570, the list says 1661940917000.
    for (const startTime of [1661940917570, "2022-08-31T10:15:17.570Z", new Date(1661940917570)]) {
      const { value } = parseListArguments({ ...enough, startTime, endTime: 1661940917570 });
      assert.deepEqual([value?.startTime, value?.endTime], [1661940917000, 1661940917570]);
    }
    assert.equal(parseListArguments({ ...enough, startTime: "2022-08-31" }).value?.startTime, Date.UTC(2022, 7, 31));
  });

  it("drops duplicate task ids", () => {
    assert.deepEqual(parseListArguments({ ...enough, taskIds: ["a", "b", "a"] }).value?.taskIds, ["a", "b"]);
  });

  it("reports all problems at once, including conflicts between arguments", () => {
    assert.deepEqual(
      issueNames({
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
      /"cn-hangzhou\.evil\.example\/#".*region code/,
    ],
    ["a page size of 0", { pageSize: 0 }, "pageSize", /is 0, but must be a whole number of at least 1/],
    ["a page size that is a string", { pageSize: "abc" }, "pageSize", /is "abc", but must be a whole number/],
    ["a page number of 0", { currentPage: 0 }, "currentPage", /is 0/],
    [
      "an unknown state and names the known ones",
      { state: "done" },
      "state",
      /"done".*initializing, queueing, running, finished, failed, expired/,
    ],
    ["an unknown order column", { orderColumn: "task_id" }, "orderColumn", /gmt_create/],
    ["an instance name with a space", { instanceName: "rm 1" }, "instanceName", /"rm 1"/],
    ["an empty instance name", { instanceName: "" }, "instanceName", /is ""/],
    ["a malformed datasource id", { datasourceId: "rm-1" }, "datasourceId", /ds-<instance>_<region>/],
    [
      "a datasource id that names another instance",
      { datasourceId: "ds-rm-2_cn-hangzhou" },
      "instanceName",
      /"rm-1", but datasourceId .* contains "rm-2"/,
    ],
    [
      "a datasource id that names another region",
      { datasourceId: "ds-rm-1_cn-beijing" },
      "regionCode",
      /"cn-hangzhou", but .* "cn-beijing"/,
    ],
    [
      "a start time after the end time",
      { startTime: "2026-02-02", endTime: "2026-02-01" },
      "startTime",
      /2026-02-02T00:00:00\.000Z, which is after endTime 2026-02-01/,
    ],
    ["a word in place of a time", { endTime: "tomorrow" }, "endTime", /"tomorrow".*ISO 8601/],
    ["an object in place of a time", { startTime: {} }, "startTime", /pulumi\.output\(date\) loses the date/],
    [
      "an object that only looks like a time in JSON, as those of moment and similar libraries",
      { startTime: { toJSON: () => "2026-01-01T00:00:00.000Z" } },
      "startTime",
      /^is an object that JSON writes as "2026-01-01T00:00:00\.000Z", but must be a Date, an ISO 8601 string/,
    ],
    ["an empty list of task ids", { taskIds: [] }, "taskIds", /at least one/],
    ["a task id that is not a string", { taskIds: ["a", 1] }, "taskIds", /\["a",1\]/],
    [
      "a page number together with task ids",
      { taskIds: ["a"], currentPage: 1 },
      "currentPage",
      /can't be combined with taskIds/,
    ],
    ["an unknown network", { network: "intranet" }, "network", /vpc, public/],
    ["a time-out of 0", { timeout: 0 }, "timeout", /greater than 0/],
    ["a negative number of retries", { maxRetries: -1 }, "maxRetries", /at least 0/],
  ];
  for (const [what, args, property, reason] of refused) {
    it(`refuses ${what}`, () => {
      assert.equal(firstIssue(args)?.property, property);
      assert.match(firstIssue(args)?.reason ?? "", reason);
    });
  }

  it("says what is missing and how to provide it", () => {
    const reasons = parseListArguments({}).issues?.map(({ property, reason }) => `${property} ${reason}`) ?? [];
    assert.match(reasons[0] ?? "", /^instanceName is missing.*datasourceId/);
    assert.match(
      reasons[1] ?? "",
      /^regionCode is missing.*pulumi config set alicloud-dbs:region.*ALIBABA_CLOUD_REGION/,
    );
  });

  for (const [what, args] of [
    ["null", null],
    ["a number", 7],
    ["a string", "rm-1"],
    ["a list", ["rm-1"]],
  ] as const) {
    it(`refuses ${what} in place of the arguments`, () => assert.deepEqual(issueNames(args), ["args"]));
  }
});

describe("parseListArguments on parsed JSON", () => {
  it("ignores inherited properties", () => {
    const args = JSON.parse('{ "regionCode": "cn-hangzhou", "__proto__": { "instanceName": "rm-1" } }') as object;
    assert.deepEqual(issueNames(args), ["__proto__", "instanceName"]);
  });
});
