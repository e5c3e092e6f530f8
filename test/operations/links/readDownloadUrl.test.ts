import assert from "node:assert/strict";
import { readDownloadUrl } from "../../../provider/operations/readDownloadUrl";
import { linkService, listOf } from "../../support/links/linkService";
import { LINK } from "../../support/links/plantedLink";
import { refused, type ScriptedAnswer, unsuccessful } from "../../support/wire/scriptedService";

const LINKS = "DescribeDownloadBackupSetStorageInfo";
const LIST = "DescribeDownloadTask";
const ARGS = { taskId: "dt-1", instanceName: "rm-1" };
const ANSWERED = { body: { RequestId: "r", Success: "true", Data: { PublicUrl: LINK, ExpirationTime: 1661329050 } } };
const REFUSED = unsuccessful("DBS.DownloadTask.BakSetError", "DBS download task bak set error.");
const item = (state: string, more: Record<string, string> = {}) => ({
  TaskId: "dt-1",
  DownloadStatus: state,
  GmtCreate: "1661234567000",
  TargetType: "URL",
  ...more,
});

/** Makes a service that answers the request for a link, and lists these tasks. */
function service(answer: ScriptedAnswer, list: ScriptedAnswer = listOf()) {
  const made = linkService({ [LINKS]: () => answer, [LIST]: () => list });
  return { ...made, actions: () => made.asked.map(({ action }) => action) };
}

describe("readDownloadUrl", () => {
  it("returns the links with the arguments, in one call", async () => {
    const { caller, asked } = service(ANSWERED);
    assert.deepEqual(await readDownloadUrl({ ...ARGS, duration: "5m" }, caller), {
      ...ARGS,
      regionCode: "cn-hangzhou",
      publicUrl: LINK,
      expiresAt: "2022-08-24T08:17:30.000Z",
      expired: false,
    });
    const query = { RegionCode: "cn-hangzhou", TaskId: "dt-1", Duration: "300", InstanceName: "rm-1" };
    assert.deepEqual(asked, [{ action: LINKS, query }]);
  });

  it("needs no instance as long as the service does not refuse", async () => {
    const { caller } = service(ANSWERED);
    const { expired, publicUrl, instanceName } = await readDownloadUrl({ taskId: "dt-1" }, caller);
    assert.deepEqual([expired, publicUrl, instanceName], [false, LINK, undefined]);
  });

  it("sends nothing if an argument is wrong, and names all that are", async () => {
    const { caller, asked } = service(ANSWERED);
    await assert.rejects(readDownloadUrl({ taskId: "cn-hangzhou:rm-1:dt-1", duration: "25h" }, caller), {
      kind: "arguments",
      message: /^\[arguments\] getDownloadUrl: taskId is .*DownloadTask's id; give its taskId\. duration is "25h"/,
    });
    assert.deepEqual(asked, []);
  });

  describe("after a refusal", () => {
    it("returns an expired task without links and without an error", async () => {
      const { caller, actions } = service(REFUSED, listOf(item("expired")));
      const expected = { ...ARGS, regionCode: "cn-hangzhou", expired: true };
      assert.deepEqual(await readDownloadUrl(ARGS, caller), expected);
      assert.deepEqual(actions(), [LINKS, LIST]);
    });

    for (const [what, answer] of [
      ["an unknown code with HTTP 200", unsuccessful("DBS.DownloadExpired", "gone")],
      ["an unknown code with HTTP 400", refused(400, "DownloadExpired")],
      ["a code that says that it does not exist", refused(404, "DBS.NotExists")],
      ["an internal error with HTTP 200", unsuccessful("DBS.InternalError", "failed")],
      ["a success without links", { body: { Success: "true", Data: { PublicUrl: "", PrivateUrl: "" } } }],
      ["a success without Data", { body: { Success: "true" } }],
    ] as const) {
      it(`looks at the task too if the refusal is ${what}`, async () => {
        const { caller } = service(answer, listOf(item("expired")));
        assert.equal((await readDownloadUrl(ARGS, caller)).expired, true);
      });
    }

    it("says the state of a task that is not finished, as a conflict with the id of the task", async () => {
      const { caller } = service(REFUSED, listOf(item("running", { Progress: "4/10" })));
      await assert.rejects(readDownloadUrl(ARGS, caller), {
        kind: "conflict",
        taskId: "dt-1",
        code: "DBS.DownloadTask.BakSetError",
        requestId: "r-no",
        operation: LINKS,
        message:
          "[conflict] DescribeDownloadBackupSetStorageInfo in cn-hangzhou: no link, because dt-1 is running (4/10 tables)" +
          " (request id r-no). Wait until it is finished, for example with a DownloadTasksGate, and ask again",
      });
    });

    it("says that a failed task must be retried", async () => {
      const { caller } = service(REFUSED, listOf(item("failed")));
      await assert.rejects(readDownloadUrl(ARGS, caller), {
        kind: "conflict",
        message: /no link, because dt-1 failed .*Retry the failed task/,
      });
    });

    for (const state of ["finished", "running", "expired"]) {
      it(`says that an export to OSS has no link, also if it is ${state}`, async () => {
        const { caller } = service(REFUSED, listOf(item(state, { TargetType: "OSS" })));
        await assert.rejects(readDownloadUrl(ARGS, caller), {
          kind: "arguments",
          message: /no link, because dt-1 is an export to OSS .*Read its files from the bucket/,
        });
      });
    }

    it("keeps the refusal of a finished task, which its state does not explain", async () => {
      const { caller } = service(REFUSED, listOf(item("finished")));
      await assert.rejects(readDownloadUrl(ARGS, caller), {
        kind: "arguments",
        message:
          /DBS\.DownloadTask\.BakSetError: DBS download task bak set error \(request id r-no\)\. Correct the arg/,
      });
    });

    it("says that a task is not listed", async () => {
      const { caller } = service(
        unsuccessful("DBS.DownloadTask.CannotFind"),
        listOf({ ...item("finished"), TaskId: "dt-2" }),
      );
      await assert.rejects(readDownloadUrl(ARGS, caller), {
        kind: "arguments",
        message: /CannotFind.*\. dt-1 is not listed for rm-1 in cn-hangzhou$/,
      });
    });

    it("says why the look failed, with the refusal first", async () => {
      const { caller } = service(REFUSED, refused(403, "NoPermission"));
      await assert.rejects(readDownloadUrl(ARGS, caller), {
        kind: "arguments",
        message:
          /^\[arguments\] .*BakSetError.*\. A look at the task failed as well: \[denied\] DescribeDownloadTask .*/,
      });
    });

    it("looks only at the instance and cluster of the arguments", async () => {
      const { caller, asked } = service(REFUSED, listOf(item("expired")));
      await readDownloadUrl({ taskId: "dt-1", instanceName: "dds-1", clusterName: "d-1" }, caller);
      const { InstanceName, ClusterName, RegionCode, State } = asked[1]?.query ?? {};
      assert.deepEqual([InstanceName, ClusterName, RegionCode, State], ["dds-1", "d-1", "cn-hangzhou", undefined]);
    });

    it("does not look without an instance, and asks for it", async () => {
      const { caller, actions } = service(REFUSED, listOf(item("expired")));
      await assert.rejects(readDownloadUrl({ taskId: "dt-1" }, caller), {
        kind: "arguments",
        message: /BakSetError.*\. Give instanceName too, and the error says in which state the task is$/,
      });
      assert.deepEqual(actions(), [LINKS]);
    });
  });

  for (const [kind, answer] of [
    ["denied", refused(403, "NoPermission")],
    ["credentials", refused(404, "InvalidAccessKeyId.NotFound")],
    ["throttled", refused(400, "Throttling.User")],
    ["unavailable", refused(503, "ServiceUnavailable")],
    ["protocol", refused(404, "InvalidAction.NotFound")],
  ] as const) {
    it(`does not look if the call failed as ${kind} (${answer.status}), which says nothing about the task`, async () => {
      const { caller, actions } = service(answer, listOf(item("expired")));
      await assert.rejects(readDownloadUrl(ARGS, caller), { kind });
      assert.deepEqual([...new Set(actions())], [LINKS]);
    });
  }

  it("names its action when it is denied, which RAM can allow on all resources only", async () => {
    const { caller } = service(refused(403, "NoPermission"));
    await assert.rejects(readDownloadUrl(ARGS, caller), {
      message: /allows dbs:DescribeDownloadBackupSetStorageInfo on the resource "\*" in cn-hangzhou$/,
    });
  });

  it("ends with an error of kind cancelled, in the call and in the look", async () => {
    for (const at of [LINKS, LIST]) {
      const controller = new AbortController();
      const stopAt = (action: string, answer: ScriptedAnswer) => () => {
        if (action === at) controller.abort();
        return answer;
      };
      const { caller } = linkService({
        [LINKS]: stopAt(LINKS, REFUSED),
        [LIST]: stopAt(LIST, refused(503, "ServiceUnavailable")),
      });
      await assert.rejects(readDownloadUrl(ARGS, caller, controller.signal), { kind: "cancelled" }, at);
    }
  });
});
