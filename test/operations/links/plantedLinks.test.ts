import assert from "node:assert/strict";
import { inspect } from "node:util";
import { readDownloadUrl } from "../../../provider/operations/readDownloadUrl";
import { linkService, listOf } from "../../support/links/linkService";
import { LINK, SPELLINGS, showingLink } from "../../support/links/plantedLink";
import type { ScriptedAnswer } from "../../support/wire/scriptedService";

const LINKS = "DescribeDownloadBackupSetStorageInfo";

/** Answers that hold a link in one of their fields, and that are no success with links, by that field. */
const ANSWERS: Readonly<Record<string, (link: string) => ScriptedAnswer>> = {
  "Data.PublicUrl of another scheme": (link) => ok({ Data: { PublicUrl: `ftp:${link}` } }),
  "Data.PublicUrl with spaces": (link) => ok({ Data: { PublicUrl: `${link} ${link}` } }),
  "Data.PrivateUrl beside a good one": (link) => ok({ Data: { PublicUrl: "https://x/", PrivateUrl: [link] } }),
  "Data.PublicUrl that is the signature alone": (link) => ok({ Data: { PublicUrl: link.split("=").pop() } }),
  "another field of Data": (link) => ok({ Data: { Url: link, [link]: link } }),
  Data: (link) => ok({ Data: link }),
  "a list in Data": (link) => ok({ Data: [link] }),
  "RequestId of a success": (link) => ok({ RequestId: link }),
  "Data without Success": (link) => ({ body: { Data: { PublicUrl: link } } }),
  "a redirect": (link) => ({ status: 302, headers: { location: LINK }, body: link }),
  "a text": (link) => ({ body: link }),
  "a text of HTTP 400": (link) => ({ status: 400, body: link }),
  "a text of HTTP 403": (link) => ({ status: 403, body: `<a href="${link}">` }),
  "a text of HTTP 502": (link) => ({ status: 502, body: link }),
  "JSON that is cut off": (link) => ({ body: `{"Success":"true","Data":{"PublicUrl":"${link}` }),
  ...Object.fromEntries(
    [200, 400, 403, 429, 500, 503].flatMap((status) =>
      ["Code", "ErrCode", "Message", "ErrMessage", "RequestId", "AccessDeniedDetail", "HostId"].map((field) => [
        `${field} of a refusal with HTTP ${status}`,
        (link: string) => {
          const value = field === "AccessDeniedDetail" ? { [link]: link, AuthAction: link } : `so ${link} is it`;
          return {
            status,
            body: { Success: "false", Code: "NoPermission", Data: { PublicUrl: link }, [field]: value },
          };
        },
      ]),
    ),
  ),
  "the content type": () => ({ status: 502, headers: { "content-type": LINK }, body: "no" }),
  "the headers that ask to slow down": () => ({
    status: 429,
    headers: { "x-acs-retry-after": LINK, "retry-after": LINK, date: LINK, "x-acs-request-id": LINK },
    body: { Code: "Throttling" },
  }),
  "the clock's error": (link) => ({
    status: 400,
    headers: { date: LINK },
    body: { Code: "InvalidTimeStamp.Expired", Message: link },
  }),
};

function ok(more: object): ScriptedAnswer {
  return { body: { RequestId: "r", Success: "true", ...more } };
}

describe("an answer with a link in a field", () => {
  for (const [field, answerWith] of Object.entries(ANSWERS)) {
    it(`shows it in no error and in no line of the log: ${field}`, async () => {
      for (const [how, spell] of Object.entries(SPELLINGS)) {
        const answer = answerWith(spell(LINK));
        const { caller, logged } = linkService({ [LINKS]: () => answer, DescribeDownloadTask: () => listOf() });
        const error = await readDownloadUrl({ taskId: "dt-1", instanceName: "rm-1" }, caller).then(
          () => assert.fail("there was no error"),
          (reason: Error) => reason,
        );
        const shown = inspect(error, { depth: 9, showHidden: true, maxStringLength: null, customInspect: false });
        const told = [shown, JSON.stringify(error), error.message, String(error.stack), ...logged];
        assert.deepEqual(showingLink(told), [], how);
        assert.match(error.message, /^\[\w+\] DescribeDownloadBackupSetStorageInfo in cn-hangzhou: HTTP \d{3} /);
      }
    });
  }

  it("still shows the rest of the answer, such as its code", async () => {
    const body = { Success: "false", Code: "DBS.DownloadTask.NotSupport", Message: `see ${LINK}`, RequestId: "r-1" };
    const { caller } = linkService({ [LINKS]: () => ({ body }) });
    await assert.rejects(readDownloadUrl({ taskId: "dt-1" }, caller), {
      code: "DBS.DownloadTask.NotSupport",
      message: /: HTTP 200 DBS\.DownloadTask\.NotSupport: \[secret\] \(request id r-1\)\. /,
    });
  });

  it("is told in the log of retries by its status and code", async () => {
    const { caller, logged } = linkService({
      [LINKS]: () => ({ status: 503, body: { Code: "ServiceUnavailable", Message: LINK } }),
    });
    await assert.rejects(readDownloadUrl({ taskId: "dt-1" }, caller), { kind: "unavailable" });
    assert.equal(logged.length, 5);
    for (const line of logged) assert.match(line, /attempt \d failed: HTTP 503 ServiceUnavailable: \[secret\]/);
  });
});
