import assert from "node:assert/strict";
import type { CallLimits } from "../../../provider/wire/rpc/rpcClient";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import { recovers, refused, type Step, scriptedService, unsuccessful } from "../../support/wire/scriptedService";

const html: Step = {
  headers: { "content-type": "text/html" },
  body: "<html>\u001b[31m<title>Sign in</title>\r\nto this network",
};

describe("classify", () => {
  for (const Success of ["true", "True", true]) {
    it(`sees a success if Success is the ${typeof Success} ${Success}, whatever ErrCode says`, async () => {
      const body = { Success, Code: "DBS.InternalError", ErrCode: "DBS.InternalError", Data: "done" };
      assert.equal(await scriptedService([{ body }]).call(), "done");
    });
  }

  describe("on throttling", () => {
    for (const [what, step] of [
      ["400 Throttling", refused(400, "Throttling")],
      ["400 Throttling.User", refused(400, "Throttling.User")],
      ["503 Rejected.Throttling", refused(503, "Rejected.Throttling")],
      ["HTTP 200 with Throttling.Api", unsuccessful("Throttling.Api")],
      ["429", refused(429, "TooMany")],
      ["429 without a body", { status: 429, body: "" }],
    ] as [string, Step][]) {
      it(`backs off after ${what}`, async () => {
        await recovers(step, [1000]);
        assert.equal((await scriptedService([step]).failure()).kind, "throttled");
      });
    }

    it("retries five times with full jitter, each time with a new nonce and the current time", async () => {
      const randoms = [0, 0.25, 0.5, 0.75, 1];
      const service = scriptedService([refused(400, "Throttling.User", "slow down")], {
        random: () => randoms.shift() ?? 0,
      });
      const error = await service.failure();
      assert.deepEqual(service.clock.slept, [500, 2000, 6000, 16_000]);
      assert.equal(new Set(service.sent.map(({ headers }) => headers["x-acs-signature-nonce"])).size, 6);
      assert.deepEqual(
        service.sent.map(({ headers }) => headers["x-acs-date"]?.slice(14)),
        ["00:00Z", "00:00Z", "00:00Z", "00:02Z", "00:08Z", "00:24Z"],
      );
      const { kind, code, httpStatus, requestId, operation, region, attempts, elapsed, message } = error;
      assert.deepEqual(
        { kind, code, httpStatus, requestId, operation, region, attempts, elapsed },
        {
          kind: "throttled",
          code: "Throttling.User",
          httpStatus: 400,
          requestId: "r-no",
          operation: "DescribeDownloadTask",
          region: "cn-hangzhou",
          attempts: 6,
          elapsed: 24_500,
        },
      );
      assert.equal(
        message,
        "[throttled] DescribeDownloadTask in cn-hangzhou: HTTP 400 Throttling.User: slow down (request id r-no), after 6 attempts in 25s. Call less often",
      );
    });

    for (const [what, step, limits, advice] of [
      [
        "the retries run out",
        refused(503, "ServiceUnavailable"),
        {},
        "Try again later, or raise maxRetries or timeout",
      ],
      ["the time runs out", "stall", { deadline: Date.UTC(2026, 0, 1) + 10_000 }, "Try again later, or raise timeout"],
      ["the identity lacks a permission", refused(403, "NoPermission"), {}, undefined],
    ] as [string, Step, Partial<CallLimits>, string | undefined][]) {
      it(`advises raising only the limits that would help if ${what}`, async () => {
        const { message: fixed } = await scriptedService([step]).failure(limits);
        const { message: adjustable } = await scriptedService([step]).failure({ ...limits, adjustable: true });
        assert.doesNotMatch(fixed, /raise/);
        if (advice === undefined) assert.equal(adjustable, fixed);
        else assert.ok(adjustable.endsWith(`. ${advice}`), adjustable);
      });
    }

    it("waits as long as x-acs-retry-after says, unless the code is a known refusal", async () => {
      for (const step of [refused(400, "Throttling"), refused(403, "Unheard.Of"), unsuccessful("Other")]) {
        await recovers({ ...step, headers: { "x-acs-retry-after": "4321" } }, [4321]);
      }
    });

    it("waits as long as the older headers say, but at most a minute", async () => {
      const step = refused(400, "Throttling.User");
      const limits = "Limit:1,Remain:0,TimeLeft:2000,Reset:1234";
      await recovers({ ...step, headers: { "x-ratelimit-user-api": limits } }, [2000]);
      await recovers({ ...step, headers: { "x-acs-retry-after": "999999" } }, [60_000]);
    });
  });

  describe("on an invalid answer", () => {
    for (const [what, step, why] of [
      ["HTML", html, "the answer is not JSON"],
      ["an empty body", { body: "" }, "the answer is empty"],
      ["null", { body: "null" }, "the answer is not a JSON object"],
      ["a list", { body: "[]" }, "the answer is not a JSON object"],
      ["truncated JSON", { body: '{"Success":"tr' }, "the answer is not JSON"],
      [
        "JSON with an object in Success",
        { body: { Success: { toString: null }, Data: "done" } },
        "the answer does not say whether the call succeeded",
      ],
      ["JSON without Success", { body: { Data: "done" } }, "the answer does not say whether the call succeeded"],
      [
        "JSON with an unknown value in Success",
        { body: { Success: "maybe", Data: "done" } },
        "the answer does not say whether the call succeeded",
      ],
      [
        "a success of the wrong shape",
        { body: { Success: "true", Data: 1, RequestId: "r-7" } },
        'the answer has the wrong shape, because Data is not a string ({"Success":"true","Data":1,"RequestId":"r-7"}) (request id r-7),',
      ],
      ["a redirect", { status: 302, body: "" }, "redirects are not followed"],
      ["a 404 page", { status: 404, body: "<html>" }, "the answer is not JSON"],
      ["a 404 that claims success", { status: 404, body: { Success: true } }, "the answer has no error code"],
    ] as [string, Step, string][]) {
      it(`retries twice, then fails with kind protocol, if the answer is ${what}`, async () => {
        await recovers(step, [1000]);
        const service = scriptedService([step]);
        const { kind, attempts, message } = await service.failure();
        assert.deepEqual([kind, attempts, service.clock.slept], ["protocol", 3, [1000, 2000]]);
        assert.ok(message.includes(why), message);
      });
    }

    it("shows its status, its content type and its first 200 characters, on one line", async () => {
      const { message, httpStatus } = await scriptedService([html]).failure();
      assert.equal(httpStatus, 200);
      assert.equal(
        message,
        "[protocol] DescribeDownloadTask in cn-hangzhou: HTTP 200 (text/html): the answer is not JSON (<html> [31m<title>Sign in</title> to this network), after 3 attempts in 3s. Check that the endpoint is the DBS service and that no proxy answers in its place",
      );
      const long = await scriptedService([{ body: "x".repeat(5000) }]).failure();
      assert.ok(long.message.includes(` (${"x".repeat(200)}…),`));
    });

    it("retries twice, then fails with kind protocol, if the answer is too large", async () => {
      const { kind, attempts } = await scriptedService([new TransportFailure("TOO_LARGE", "too large")]).failure();
      assert.deepEqual([kind, attempts], ["protocol", 3]);
    });
  });

  describe("on DBS.InternalError", () => {
    for (const message of ["instanceName can not be empty", "RegionCode cannot be null", "bakSetId is required"]) {
      for (const step of [unsuccessful("DBS.InternalError", message), refused(400, "DBS.InternalError", message)]) {
        it(`blames the arguments after HTTP ${step.status ?? 200} with the message "${message}"`, async () => {
          const { kind, attempts, message: shown } = await scriptedService([step]).failure();
          assert.deepEqual([kind, attempts], ["arguments", 1]);
          assert.ok(shown.includes(message));
        });
      }
    }

    it("retries a limited number of times after any other message", async () => {
      await recovers(unsuccessful("DBS.InternalError"), [1000]);
      await recovers(refused(400, "DBS.InternalError", "java.lang.NullPointerException"), [1000]);
      const { kind, attempts } = await scriptedService([unsuccessful("DBS.InternalError", "null")]).failure();
      assert.deepEqual([kind, attempts], ["unavailable", 6]);
    });
  });

  const answer = (status: number, code: string) => (status === 200 ? unsuccessful(code) : refused(status, code));

  for (const [status, code] of [
    [200, "DBS.ParamIsInValid"],
    [200, "Param.NotFound"],
    [400, "InvalidParameter.RegionCode"],
    [400, "MissingInstanceName"],
    [404, "DBS.NotExisted"],
    [400, "SomethingNew"],
  ] as const) {
    it(`treats HTTP ${status} with ${code} as refused arguments and does not retry`, async () => {
      const step = answer(status, code);
      const { kind, attempts } = await scriptedService([step]).failure();
      assert.deepEqual([kind, attempts], ["arguments", 1]);
    });
  }

  for (const status of [200, 408]) {
    it(`retries after HTTP ${status} with an unknown code, because that is not a refusal`, async () => {
      const step = answer(status, "SomethingNew");
      await recovers(step, [1000]);
      const { kind, attempts } = await scriptedService([step]).failure();
      assert.deepEqual([kind, attempts], ["unavailable", 6]);
    });
  }

  it("treats HTTP 401 with an unknown code as refused credentials", async () => {
    const { kind, attempts } = await scriptedService([refused(401, "SomethingNew")]).failure();
    assert.deepEqual([kind, attempts], ["credentials", 1]);
  });

  describe("on a denial", () => {
    for (const [what, step] of [
      ["HTTP 403 with Request.Forbidden", refused(403, "Request.Forbidden", "Have no Permissions")],
      ["HTTP 403 with NoPermission", refused(403, "NoPermission")],
      ["HTTP 403 with Forbidden.RAM", refused(403, "Forbidden.RAM")],
      ["HTTP 403 with an unknown code", refused(403, "SomethingNew")],
      ["HTTP 200 with NoPermission", unsuccessful("NoPermission")],
      ["HTTP 403 with HTML", { status: 403, body: "<html>" }],
    ] as [string, Step][]) {
      it(`does not retry if it comes as ${what}`, async () => {
        const { kind, attempts } = await scriptedService([step]).failure();
        assert.deepEqual([kind, attempts], ["denied", 1]);
      });
    }

    it("names the action, the resource and the policy that RAM reports", async () => {
      const AccessDeniedDetail = {
        AuthAction: "dbs:DescribeDownloadTask",
        AuthPrincipalDisplayName: "reader\n",
        PolicyType: "AccountLevelIdentityBasedPolicy",
        NoPermissionType: "ImplicitDeny",
        EncodedDiagnosticMessage: "AQEA".repeat(500),
      };
      const { message } = await scriptedService([
        refused(403, "NoPermission", "You are not authorized.", { AccessDeniedDetail }),
      ]).failure();
      assert.equal(
        message,
        "[denied] DescribeDownloadTask in cn-hangzhou: HTTP 403 NoPermission: You are not authorized (AuthAction dbs:DescribeDownloadTask, AuthPrincipalDisplayName reader, PolicyType AccountLevelIdentityBasedPolicy, NoPermissionType ImplicitDeny) (request id r-no). Add a RAM policy that allows dbs:DescribeDownloadTask on the resource rm-1 in cn-hangzhou",
      );
    });
  });
});
