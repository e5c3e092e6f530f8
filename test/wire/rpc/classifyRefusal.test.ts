import assert from "node:assert/strict";
import { KEYS, refused, type Step, scriptedService, unsuccessful } from "../../support/wire/scriptedService";

/** Makes the refusal with a code, with HTTP 200 or with an error status. */
const answer = (status: number, code: string, message?: string): Step =>
  status === 200 ? unsuccessful(code, message) : refused(status, code, message);

const TELLS = {
  arguments: /\. Correct the arguments$/,
  denied: /\. Add a RAM policy that allows dbs:DescribeDownloadTask /,
  leaked: /\. Replace the key from stack config alicloud-dbs:accessKey\. .* so no RAM policy helps$/,
  endpoint:
    /\. dbs-api\.cn-hangzhou\.aliyuncs\.com does not offer DescribeDownloadTask, so it is not an endpoint of DBS\. Check the region and alicloud-dbs:endpoint$/,
};

describe("classifyRefusal", () => {
  for (const [status, code, kind, tells, message] of [
    [404, "DBS.NotExists", "arguments", TELLS.arguments, "data source do not existed."],
    [200, "DBS.NotExists", "arguments", TELLS.arguments, "data source do not existed."],
    [403, "Forbidden.InstanceNotFound", "arguments", TELLS.arguments, "instance not found"],
    [200, "Forbidden.InstanceNotFound", "arguments", TELLS.arguments, "instance not found"],
    [200, "DBS.DownloadTask.CannotFind", "arguments", TELLS.arguments, "Can not find download task."],
    [200, "DBS.DownloadTask.DbTypeNotSupport", "arguments", TELLS.arguments, "DBS DownloadTask DbTypeNotSupport"],
    [200, "DBS.DownloadTask.NotSupport", "arguments", TELLS.arguments, "DBS DownloadTask NotSupport"],
    [200, "DBS.DownloadTask.OssForbid", "arguments", TELLS.arguments, "OSS is forbidden to access."],
    [200, "DBS.NoPermissionException", "denied", TELLS.denied, "Rejected by ValidationChecker."],
    [403, "DBS.NoPermissionException", "denied", TELLS.denied, "Rejected by ValidationChecker."],
    [403, "Forbidden", "credentials", TELLS.leaked, "There is a risk of leakage of this AccessKey."],
    [403, "Forbidden", "denied", TELLS.denied, "You are not allowed to do this."],
    [404, "InvalidAction.NotFound", "protocol", TELLS.endpoint, "Specified api is not found"],
    [404, "InvalidVersion", "protocol", TELLS.endpoint, "Specified parameter Version is not valid."],
  ] as const) {
    it(`treats HTTP ${status} with ${code} ("${message}") as ${kind}, without a retry and with advice that fits`, async () => {
      const error = await scriptedService([answer(status, code, message)]).failure();
      assert.deepEqual([error.kind, error.code, error.attempts], [kind, code, 1]);
      assert.match(error.message, tells);
    });
  }

  for (const code of ["OnlyOneRunningOrFailedTask", "JobAlreadyExist"]) {
    it(`does not repeat a call that ${code} refuses, because another task is in the way`, async () => {
      const service = scriptedService([unsuccessful(`DBS.DownloadTask.${code}`)], { idempotent: false });
      const { attempts, outcome, kind } = await service.failure();
      assert.deepEqual([attempts, outcome, kind], [1, "notDone", "conflict"]);
    });
  }

  for (const code of ["SystemError", "InternalServerError", "DBS.Timeout", "Backend.ServiceBusy"]) {
    for (const status of [200, 400]) {
      it(`retries a read after HTTP ${status} with ${code}, because that code blames no argument`, async () => {
        const { kind, attempts } = await scriptedService([answer(status, code)]).failure();
        assert.deepEqual([kind, attempts], ["unavailable", 6]);
      });
    }
  }

  for (const headers of [
    { "x-acs-retry-after": "4321" },
    { "x-ratelimit-user-api": "Limit:1,Remain:0,TimeLeft:2000,Reset:1" },
    { "retry-after": "7" },
  ] as Record<string, string>[]) {
    for (const [status, code, kind] of [
      [403, "NoPermission", "denied"],
      [404, "InvalidAccessKeyId.NotFound", "credentials"],
      [400, "InvalidParameter.RegionCode", "arguments"],
      [404, "InvalidAction.NotFound", "protocol"],
    ] as const) {
      it(`sees a refusal in HTTP ${status} with ${code}, whatever ${Object.keys(headers)} says`, async () => {
        const {
          kind: seen,
          attempts,
          retryAfter,
        } = await scriptedService([{ ...refused(status, code), headers }]).failure();
        assert.deepEqual([seen, attempts, retryAfter], [kind, 1, undefined]);
      });
    }
  }

  for (const name of ["x-ratelimit-user-api", "x-ratelimit-user"]) {
    const headers = { [name]: "Limit:1,Remain:0,TimeLeft:2000,Reset:1" };
    for (const [what, step, kind, attempts, retryAfter] of [
      ["HTTP 403 with an unknown code", refused(403, "SomethingNew"), "denied", 1, undefined],
      ["HTTP 400 with an unknown code", refused(400, "InstanceGone"), "arguments", 1, undefined],
      ["HTTP 403 with a proxy's page", { status: 403, body: "<html>" }, "denied", 1, undefined],
      ["HTTP 200 with a login page", { body: "<html>" }, "protocol", 3, undefined],
      ["HTTP 200 with an unknown code", unsuccessful("SomethingNew"), "unavailable", 6, undefined],
      ["HTTP 200 with a throttling code", unsuccessful("Throttling.Api"), "throttled", 6, 2000],
      ["HTTP 429 with an unknown code", refused(429, "SomethingNew"), "throttled", 6, 2000],
      ["HTTP 503 with an unknown code", refused(503, "SomethingNew"), "throttled", 6, 2000],
      ["HTTP 502 with a proxy's page", { status: 502, body: "<html>" }, "throttled", 6, 2000],
      ["HTTP 408 without a body", { status: 408, body: "" }, "throttled", 6, 2000],
    ] as const) {
      const effect = retryAfter === undefined ? "ignores" : "obeys";
      it(`${effect} ${name} in ${what}, which is ${kind}`, async () => {
        const seen = await scriptedService([{ ...step, headers }]).failure();
        assert.deepEqual([seen.kind, seen.attempts, seen.retryAfter], [kind, attempts, retryAfter]);
      });
    }
  }

  for (const step of [refused(403, "SomethingNew"), refused(400, "InstanceGone"), { status: 403, body: "<html>" }]) {
    it(`obeys x-acs-retry-after in HTTP ${step.status} with ${JSON.stringify(step.body)}`, async () => {
      const { kind, attempts, retryAfter } = await scriptedService([
        { ...step, headers: { "x-acs-retry-after": "1500", "x-ratelimit-user": "TimeLeft:9000" } },
      ]).failure();
      assert.deepEqual([kind, attempts, retryAfter], ["throttled", 6, 1500]);
    });
  }

  it("shows a code and a message that end with the name of a parameter, although the query begins with it", async () => {
    const { code, message } = await scriptedService([refused(400, "MissingRegionCode", "no such Region")]).failure();
    assert.equal(code, "MissingRegionCode");
    assert.match(message, /: HTTP 400 MissingRegionCode: no such Region \(request id r-no\)/);
  });

  it("hides what is left of a secret in a code that is longer than what is read of it", async () => {
    // The gaps put the secret at the end of what is read, and are not shown.
    const { code = "" } = await scriptedService([
      refused(400, `Odd${"\u200b".repeat(193)}${KEYS.accessKeyId}`),
    ]).failure();
    assert.match(code, /^Odd…+$/);
  });

  it("renews an expired session at once, whatever the rate-limit headers say", async () => {
    const step = { ...refused(400, "InvalidSecurityToken.Expired"), headers: { "x-acs-retry-after": "4321" } };
    const service = scriptedService([step, { body: { Success: true, Data: "done" } }]);
    assert.equal(await service.call(), "done");
    assert.deepEqual([service.clock.slept, service.renewals()], [[], 1]);
  });
});
