import assert from "node:assert/strict";
import { parsePage } from "../../../provider/core/listing/parsePage";
import { cleanText } from "../../../provider/core/text/cleanText";
import { hideSecrets } from "../../../provider/core/text/hideSecrets";
import { withoutStop } from "../../../provider/core/text/withoutStop";
import { credentialFailure } from "../../../provider/wire/credentials/credentialFailure";
import { backoffHint } from "../../../provider/wire/rpc/backoffHint";
import { classify } from "../../../provider/wire/rpc/classify";

const MEGABYTE = 1_000_000;
/** Seconds of processor time for one text of 1 MB. A pattern of quadratic cost takes minutes. */
const AMPLE = 5;

const fill = (piece: string) => piece.repeat(MEGABYTE / piece.length);

/** Texts that a pattern may try to match from each of their characters. */
const TEXTS: Record<string, string> = {
  "a megabyte of blanks": fill(" "),
  "a megabyte of blanks between two words": `so${fill(" ")}so`,
  "a megabyte of blanks and full stops between two words": `so${fill(" .")}so`,
  "a megabyte of separators": `so${fill(",;: ")}so`,
  "a megabyte of line breaks": `so${fill("\r\n")}so`,
  "a megabyte of digits": fill("7"),
  "a megabyte of letters": fill("a"),
  "a megabyte of the word server": fill("server "),
  "a megabyte of dotted words": fill(".internal"),
  "a megabyte of names of headers": fill("Remain:TimeLeft: "),
  "a megabyte of opening brackets": fill("[{"),
};

const context = {
  action: "DescribeDownloadTask",
  parameters: { InstanceName: "rm-1" },
  region: "cn-hangzhou",
  host: "dbs.example",
  isHostListed: true,
  credentials: "test",
  show: (text: string, maxLength?: number) => cleanText(hideSecrets(text, ["Secr3t", "T0ken+/="]), maxLength),
};

describe("text of the service", () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    it(`takes time in proportion to its length if it is ${what}`, () => {
      const answer = (body: unknown, status = 400, headers = {}) =>
        classify({ status, headers, body: typeof body === "string" ? body : JSON.stringify(body) }, context, 0);
      const item = { TaskId: "dt-1", DownloadStatus: "running", GmtCreate: "1661234567890" };
      const parse = (fields: object) => {
        try {
          parsePage({ Data: { Content: { List: [{ ...item, ...fields }] } } });
        } catch (error) {
          withoutStop(context.show((error as Error).message, 200));
        }
      };
      const uses: Record<string, () => unknown> = {
        message: () => answer({ Code: "SignatureDoesNotMatch", Message: text }),
        "inner message": () => answer({ Success: "false", ErrCode: "DBS.InternalError", ErrMessage: text }, 200),
        code: () => answer({ Code: text, ErrCode: `DBS.${text}` }),
        "request id": () => answer({ Code: "X", RequestId: text }),
        denial: () => answer({ Code: "NoPermission", AccessDeniedDetail: { [text]: text } }, 403),
        body: () => answer(text, 200),
        headers: () => backoffHint({ "x-acs-retry-after": text, "retry-after": text, "x-ratelimit-user": text }),
        date: () => answer({ Code: "InvalidTimeStamp.Expired" }, 400, { date: text, "content-type": text }),
        sentence: () => withoutStop(text),
        "credential service": () =>
          credentialFailure("STS", new Error(`${text}httpStatus: 400, {"Message":"${text}"}`)),
        ...Object.fromEntries(
          ["TaskId", "DownloadStatus", "GmtCreate", "DbList", "Progress", "ExportDataSize", "Format", "Owner"].map(
            (name) => [name, () => parse({ [name]: text })],
          ),
        ),
      };
      for (const [place, use] of Object.entries(uses)) {
        const before = process.cpuUsage().user;
        use();
        const seconds = (process.cpuUsage().user - before) / 1e6;
        assert.ok(seconds < AMPLE, `${place}: ${seconds} s`);
      }
    }).timeout(600_000);
  }
});

describe("withoutStop", () => {
  for (const [text, expected] of [
    ["It failed. ", "It failed"],
    ["It failed...\n", "It failed…"],
    ["v1.2 failed", "v1.2 failed"],
    [" . ", ""],
    ["", ""],
  ] as const) {
    it(`turns ${JSON.stringify(text)} into ${JSON.stringify(expected)}`, () =>
      assert.equal(withoutStop(text), expected));
  }
});
