import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePage } from "../../../provider/core/listing/parsePage";
import { cleanText } from "../../../provider/core/text/cleanText";
import { hideSecrets } from "../../../provider/core/text/hideSecrets";
import { classify } from "../../../provider/wire/rpc/classify";
import { propertyRuns } from "../../support/propertyRuns";

const SECRET = "S3cr3tOfTheFuzz";
const ITEM = { TaskId: "dt-1", DownloadStatus: "running", Progress: "3/12", GmtCreate: "1661234567890" };
/**
 * Bodies to damage: a captured success (2024-07), a refusal with HTTP 200, a refusal with HTTP 403, one because of the
 * clock, answers with an object where a word belongs, and HTML.
 */
const BODIES = [
  JSON.stringify({ RequestId: "r-1", Success: "true", ErrCode: "Success", Data: { Content: { List: [ITEM] } } }),
  JSON.stringify({ RequestId: "r-2", Success: "false", ErrCode: "DBS.ParamIsInValid", ErrMessage: "no such state" }),
  JSON.stringify({ RequestId: "r-3", Code: "NoPermission", Message: SECRET, AccessDeniedDetail: { PolicyType: "x" } }),
  JSON.stringify({ RequestId: "r-4", Code: "InvalidTimeStamp.Expired", Message: "Specified time stamp is expired." }),
  '{"Success":{"toString":null},"Code":{"toString":null},"Message":{"toString":null},"RequestId":{"toString":null}}',
  '{"Success":"false","Code":"X","Message":{"toString":null},"AccessDeniedDetail":{"PolicyType":{"toString":null}}}',
  "<html><body>503 Service Unavailable</body></html>",
];
const KINDS = ["arguments", "credentials", "denied", "throttled", "unavailable", "protocol"];

/** Generates one of `BODIES` with up to four pieces cut out or inserted. */
const damaged = fc
  .tuple(
    fc.constantFrom(...BODIES),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        cut: fc.nat(40),
        put: fc.oneof(
          fc.string({ unit: "binary", maxLength: 6 }),
          fc.constantFrom('"', "{", "}", "null", '{"toString":null}', "\u001b[31m"),
        ),
      }),
      { maxLength: 4 },
    ),
  )
  .map(([body, changes]) =>
    changes.reduce((text, { at, cut, put }) => {
      const from = Math.floor(at * text.length);
      return text.slice(0, from) + put + text.slice(from + cut);
    }, body),
  );
const header = fc.oneof(
  fc.constantFrom("", "0", "1500", "-1", "99999999999", "Limit:1,Remain:0,TimeLeft:2000"),
  fc.string(),
);
const date = fc.oneof(
  header,
  fc.constantFrom("Sat, 13 Sep 275760 00:00:00 GMT", "Thu, 01 Jan 1970 00:00:00 GMT", "Thu, 01 Jan 2026 02:00:00 GMT"),
);
const response = fc.record({
  status: fc.constantFrom(200, 200, 200, 204, 302, 400, 401, 403, 404, 408, 429, 500, 502, 503),
  headers: fc.record(
    { "content-type": header, "x-acs-retry-after": header, "x-ratelimit-user-api": header, date },
    { requiredKeys: [] },
  ),
  body: damaged,
});

describe("an answer that was damaged in transit", () => {
  it("yields tasks or a known kind of failure with a message that is safe to show", function () {
    this.timeout(600_000);
    const ends: Record<string, number> = {};
    const context = {
      action: "DescribeDownloadTask",
      host: "dbs.example",
      isHostListed: true,
      parameters: { InstanceName: "rm-1" },
      region: "cn-hangzhou",
      credentials: "test",
      show: (text: string, maxLength?: number) => cleanText(hideSecrets(text, [SECRET]), maxLength),
    };
    fc.assert(
      fc.property(response, (answer) => {
        const outcome = classify(answer, context, 0);
        let end: string;
        if ("body" in outcome) {
          try {
            parsePage(outcome.body);
            end = "tasks";
          } catch (error) {
            assert.match((error as Error).message, /^(Data|the body)/);
            end = "protocol";
          }
        } else {
          end = outcome.kind;
          assert.ok(KINDS.includes(end), end);
          for (const text of [outcome.saw, outcome.advice]) {
            assert.doesNotMatch(text, /\p{Cc}/u);
            assert.ok(!text.includes(SECRET));
          }
          const { delay = 1, clockOffset = 0 } = outcome;
          assert.match(new Date(clockOffset).toISOString(), /^(1970|2\d{3})-/, "a signature needs such a date");
          assert.ok(delay > 0 && delay <= 60_000, `a delay of ${delay}`);
        }
        ends[end] = (ends[end] ?? 0) + 1;
      }),
      propertyRuns(10_000, 100_000),
    );
    console.log(`      ${JSON.stringify(ends)}`);
    assert.deepEqual(Object.keys(ends).sort(), [...KINDS, "tasks"].sort());
  });
});
