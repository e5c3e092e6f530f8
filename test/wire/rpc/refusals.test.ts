import assert from "node:assert/strict";
import type { DbsError, DbsErrorKind } from "../../../provider/core/errors";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { systemClock } from "../../../provider/wire/systemClock";
import { createTransport } from "../../../provider/wire/transport/transport";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { REFUSALS, type RefusalCode } from "../../../sdk/emulator/refusals";
import { startEmulator } from "../../../sdk/emulator/startEmulator";

const KEYS = { accessKeyId: "emulated-key", accessKeySecret: "emulated-secret" };

const ARGUMENTS = ["arguments", "notDone", "Correct the arguments"] as const;
const IN_THE_WAY = ["conflict", "notDone", "Wait for the task that is in the way, or retry it if it failed"] as const;
const DENIED = [
  "denied",
  "notDone",
  "Add a RAM policy that allows dbs:CreateDownload on the resource rm-1 in cn-hangzhou",
] as const;
const THROTTLED = ["throttled", "notDone", "Call less often"] as const;
const CHECK = "This call may have been carried out anyway, so check before you send it again";
const BROKEN = ["unavailable", "open", CHECK] as const;
const CREDENTIALS = ["credentials", "notDone", "Check the credentials from the test"] as const;
const ENDPOINT = ["protocol", "notDone", "does not offer CreateDownload, so it is not an endpoint of DBS"] as const;

/** What an error with each code of the service is: its kind, the outcome of the call, and what it advises. */
const EXPECTED: Record<RefusalCode, readonly [DbsErrorKind, DbsError["outcome"], string]> = {
  "DBS.DownloadTask.OnlyOneRunningOrFailedTask": IN_THE_WAY,
  "DBS.DownloadTask.JobAlreadyExist": IN_THE_WAY,
  "DBS.DownloadTask.CannotFind": ARGUMENTS,
  "DBS.DownloadTask.OssForbid": ARGUMENTS,
  "DBS.DownloadTask.OssStorageTypeInvalid": ARGUMENTS,
  "DBS.DownloadTask.BakSetError": ARGUMENTS,
  "DBS.DownloadTask.CustinIdNotSupport": ARGUMENTS,
  "DBS.DownloadTask.CustinNameNotSupport": ARGUMENTS,
  "DBS.DownloadTask.DbTypeNotSupport": ARGUMENTS,
  "DBS.DownloadTask.InstanceInfoNotSupport": ARGUMENTS,
  "DBS.DownloadTask.InstanceParamNotSupport": ARGUMENTS,
  "DBS.DownloadTask.InstanceStorageTypeNotSupport": ARGUMENTS,
  "DBS.DownloadTask.InstanceVersionNotSupport": ARGUMENTS,
  "DBS.DownloadTask.RegionNotSupport": ARGUMENTS,
  "DBS.DownloadTask.UserNotSupport": ARGUMENTS,
  "DBS.DownloadTask.NotSupport": ARGUMENTS,
  "DBS.ParamIsInValid": ARGUMENTS,
  "DBS.InternalError": ["arguments", "open", CHECK],
  "DBS.NoPermissionException": DENIED,
  "DBS.NotExists": ARGUMENTS,
  "DBS.NotExisted": ARGUMENTS,
  "Forbidden.InstanceNotFound": ARGUMENTS,
  "Request.Forbidden": DENIED,
  NoPermission: DENIED,
  Forbidden: ["credentials", "notDone", "Replace the key from the test"],
  "Forbidden.RAM": DENIED,
  "Param.NotFound": ARGUMENTS,
  InvalidParameter: ARGUMENTS,
  Throttling: THROTTLED,
  "Throttling.User": THROTTLED,
  "Throttling.Api": THROTTLED,
  ServiceUnavailable: BROKEN,
  InternalError: BROKEN,
  "InvalidAction.NotFound": ENDPOINT,
  InvalidVersion: ENDPOINT,
  "InvalidAccessKeyId.NotFound": CREDENTIALS,
  SignatureDoesNotMatch: CREDENTIALS,
  IncompleteSignature: CREDENTIALS,
  "InvalidSecurityToken.Expired": ["credentials", "notDone", "Renew the session from the test"],
  "InvalidSecurityToken.MismatchWithAccessKey": CREDENTIALS,
  "InvalidTimeStamp.Expired": ["credentials", "notDone", "Set this machine's clock"],
  SignatureNonceUsed: BROKEN,
};

describe("a request to start an export that the service refuses", () => {
  let emulator: Emulator;
  let transport: ReturnType<typeof createTransport>;
  before(async () => {
    emulator = await startEmulator({ scenario: { credentials: [KEYS] } });
    transport = createTransport({});
  });
  beforeEach(() => emulator.reset());
  after(async () => {
    await transport.close();
    await emulator.close();
  });

  const refusedWith = async (refuse: RefusalCode): Promise<DbsError> => {
    emulator.addFaults([{ refuse, times: 10 }]);
    const call = createRpcClient({
      endpoint: { protocol: "http", host: new URL(emulator.url).host },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
      send: transport.send,
      clock: systemClock,
      random: () => 0,
      log: { debug: () => {}, warning: () => {} },
    });
    const operation = {
      action: "CreateDownload",
      parameters: () => ({ RegionCode: "cn-hangzhou", InstanceName: "rm-1" }),
      parse: () => undefined,
      idempotent: false,
    };
    const limits = { callTimeoutMs: 60_000, maxRetries: 0, deadline: systemClock.now() + 120_000 };
    return await call(operation, undefined, limits).then(
      () => assert.fail("it was not refused"),
      (error: DbsError) => error,
    );
  };

  for (const code of Object.keys(EXPECTED) as RefusalCode[]) {
    const [kind, outcome, advice] = EXPECTED[code];
    it(`with ${code} ends with an error of kind ${kind} that quotes the service and says what to do`, async () => {
      const [status, message = code]: readonly [number, string?] = REFUSALS[code];
      const error = await refusedWith(code);
      assert.deepEqual([error.kind, error.code, error.httpStatus, error.outcome], [kind, code, status, outcome]);
      assert.ok(
        error.message.includes(`HTTP ${status} ${code}: ${message.replace(/\.$/, "")} (request id `),
        error.message,
      );
      assert.ok(error.message.includes(advice), error.message);
      assert.ok(emulator.requests().every((request) => request.code === code && !request.done));
    });
  }
});
