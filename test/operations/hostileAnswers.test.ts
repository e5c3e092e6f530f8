import assert from "node:assert/strict";
import type { Caller, Connection } from "../../provider/connection/caller";
import { createLooksByList } from "../../provider/connection/looksByList";
import { createProcessMemory } from "../../provider/connection/processMemory";
import type { DbsError } from "../../provider/core/errors";
import { hideInputs } from "../../provider/core/text/hideInputs";
import { createWaitTeller } from "../../provider/lifecycle/gate/waitTeller";
import { wouldText } from "../../provider/lifecycle/gate/wouldText";
import { tellPreview } from "../../provider/lifecycle/tellPreview";
import { withName } from "../../provider/lifecycle/withName";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { listTasks } from "../../provider/operations/listTasks";
import { lookOnce } from "../../provider/operations/look";
import { credentialFailure } from "../../provider/wire/credentials/credentialFailure";
import { createRetryQuota } from "../../provider/wire/rpc/retryQuota";
import { createRpcClient } from "../../provider/wire/rpc/rpcClient";
import { createFakeClock } from "../support/fakeClock";
import { propertyRuns } from "../support/propertyRuns";
import { seededRandom } from "../support/seededRandom";
import { CONDITION } from "../support/sharing/gateDefaults";
import { hostileAnswers } from "../support/wire/hostileAnswers";

const CREDENTIALS = {
  accessKeyId: "STS.Nq8xWvJ3kZ",
  accessKeySecret: "zK7/yQ+w2Xv=9jPq",
  securityToken: "CAISzq+9x/Kd1J6=Xt5B2w==",
};
const INSTANCE = "rm-xq7Zw=/9kv";
const TASK_IDS = ["dt-zz8Qk+4/xy", "dt-wq3Zx=7vj"];
const REQUEST = {
  selection: { regionCode: "cn-hangzhou", instanceName: INSTANCE, taskIds: TASK_IDS },
  pollInterval: 60_000,
};
/** Everything that no line may hold: characters without a form of their own, and half characters. */
const RAW = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
/** Longest line: an error with the last failed look in it. */
const LONGEST = 2_500;

/** Undoes all encodings in a text, in a way of its own. */
function plain(text: string): string {
  let before = "";
  let after = text;
  while (after !== before) {
    before = after;
    after = after
      .replace(/&#(\d+);?/g, (_, code) => String.fromCodePoint(Number(code) % 0x10ffff))
      .replace(/&#x([0-9a-f]+);?/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16) % 0x10ffff))
      .replaceAll("&amp;", "&")
      .replace(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
      .replace(/%([0-7][0-9a-f])/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  return after.toLowerCase().replace(/[\s\\+]/g, "");
}

/** Returns a piece of four characters or more of a secret that a line holds. */
function leak(line: string, secrets: readonly string[]): string | undefined {
  const forms = [line.toLowerCase(), plain(line)];
  const pieces = secrets.flatMap((secret) => {
    const folded = secret.toLowerCase().replace(/\+/g, "");
    return Array.from({ length: folded.length - 3 }, (_, at) => folded.slice(at, at + 4));
  });
  return pieces.find((piece) => forms.some((form) => form.includes(piece)));
}

/** Runs everything that shows text of the service against one series of answers, and returns each line that it shows. */
async function linesOf(random: () => number): Promise<{ shared: string[]; own: string[] }> {
  const inputs = [INSTANCE, ...TASK_IDS];
  const next = hostileAnswers(random, { credentials: Object.values(CREDENTIALS), inputs, taskIds: TASK_IDS });
  const clock = createFakeClock();
  const [shared, own] = [[] as string[], [] as string[]];
  const log = { debug: (line: string) => shared.push(line), warning: (line: string) => shared.push(line) };
  const call = createRpcClient({
    endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com" },
    region: "cn-hangzhou",
    version: "2021-01-01",
    credentials: { description: "test", resolve: async () => CREDENTIALS, renew: () => {} },
    clock,
    random,
    log,
    send: async () => {
      const { status = 200, headers = {}, body } = next();
      return { status, headers, body: typeof body === "string" ? body : JSON.stringify(body) };
    },
  });
  const lookQuota = createRetryQuota();
  const connection: Connection = {
    call,
    looks: createLooksByList(clock),
    lookQuota,
    ...createProcessMemory(),
    clock,
    random,
    log,
  };
  const caller: Caller = { defaultRegion: async () => undefined, connect: () => connection };
  const tell = (line: string) => own.push(hideInputs(withName("gate", line), inputs));
  const row = { info: tell, status: tell, warning: tell };
  const failed = (error: unknown) => {
    const { message, code, requestId, lastVerdict, stack = "" } = error as DbsError;
    shared.push(message, code ?? "", requestId ?? "", stack.slice(0, stack.indexOf("\n    at ")));
    tell(message);
    tell(lastVerdict ?? "");
  };

  const condition = { ...CONDITION, require: random() < 0.5 ? "any" : "all", taskIds: TASK_IDS } as const;
  const teller = createWaitTeller(row, 600_000);
  await awaitTasks({ ...REQUEST, condition, timeout: 600_000 }, caller, {
    onProgress: teller.looked,
    onWarning: row.warning,
  }).then((verdict) => teller.opened(verdict, 1), failed);
  const look = async () => {
    const verdict = await lookOnce({ ...REQUEST, condition }, connection, { since: clock.now() });
    return { sentence: wouldText(verdict, 0), warnings: verdict.warnings };
  };
  await tellPreview({ known: {}, unknown: [] }, row, look, { told: new Set(), endpoints: new Map() });
  const { requestId = "" } = await listTasks(REQUEST.selection, caller).catch((error) => {
    failed(error);
    return { requestId: "" };
  });
  shared.push(requestId);
  const answer = JSON.stringify(next().body);
  failed(
    credentialFailure("the role", new Error(`refresh session token failed: ${answer}`), {
      secrets: Object.values(CREDENTIALS),
    }),
  );
  return { shared, own };
}

describe("the request id of an answer", () => {
  it("is cleaned and bounded in the error of a failed task, which is the answer of a success", async () => {
    const clock = createFakeClock();
    const log = { debug: () => {}, warning: () => {} };
    const RequestId = `R-1\r\n[info] open\u001b[31m\u202e${CREDENTIALS.securityToken}${"x".repeat(3_000)}`;
    const List = [{ TaskId: "dt-a", DownloadStatus: "failed", GmtCreate: "1767000000000" }];
    const body = JSON.stringify({ RequestId, Success: "true", Data: { TotalElements: "1", Content: { List } } });
    const call = createRpcClient({
      endpoint: { protocol: "https", host: "dbs-api.cn-hangzhou.aliyuncs.com" },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials: { description: "test", resolve: async () => CREDENTIALS, renew: () => {} },
      clock,
      random: () => 0,
      log,
      send: async () => ({ status: 200, headers: {}, body }),
    });
    const lookQuota = createRetryQuota();
    const connection: Connection = {
      call,
      looks: createLooksByList(clock),
      lookQuota,
      ...createProcessMemory(),
      clock,
      random: () => 0,
      log,
    };
    const caller: Caller = { defaultRegion: async () => undefined, connect: () => connection };
    const selection = { regionCode: "cn-hangzhou", instanceName: "rm-1" };
    await assert.rejects(
      awaitTasks({ selection, condition: CONDITION, timeout: 0, pollInterval: 1 }, caller),
      ({ message, requestId = "" }: DbsError) => {
        assert.match(requestId, /^R-1 \[info\] open \[31m…x{50,80}…$/);
        assert.ok(message.includes(`(request id ${requestId})`) && message.length < 500, message);
        return true;
      },
    );
  });
});

describe("everything that is shown of hostile answers", () => {
  it("has no secret, no character without a form, and a bounded length", async function () {
    this.timeout(1_800_000);
    const { numRuns, seed } = propertyRuns(60, 3_000);
    let count = 0;
    for (let run = 0; run < numRuns; run += 1) {
      const { shared, own } = await linesOf(seededRandom(seed + run));
      const where = (line: string, found: string) => `run ${run}, seed ${seed}: ${found} in ${JSON.stringify(line)}`;
      for (const line of [...shared, ...own]) {
        assert.ok(!RAW.test(line), where(line, "a character without a form"));
        assert.ok(line.length < LONGEST, where(line, `${line.length} characters`));
        const found = leak(line, Object.values(CREDENTIALS));
        assert.equal(found, undefined, where(line, found ?? ""));
      }
      for (const line of own) {
        const found = leak(line, [INSTANCE, ...TASK_IDS]);
        assert.equal(found, undefined, where(line, found ?? ""));
      }
      count += shared.length + own.length;
    }
    assert.ok(count > numRuns * 10, `${count} lines`);
  });
});
