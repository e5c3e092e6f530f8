import assert from "node:assert/strict";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { testRuns } from "../support/testRuns";
import { httpServer, type LocalServer } from "../support/wire/localServer";
import { useGates } from "./gateTests";

/** Lifetime of a session in milliseconds. */
const SESSION = testRuns(4_000, 900_000);
/** Number of the session with which the task ends: after half an hour in a long run, after 8 seconds otherwise. */
const LAST = 5;

describe("a wait that outlives two sessions", function () {
  this.timeout(4 * SESSION + 600_000);
  const tests = useGates();
  let server: LocalServer;
  let finished = Number.NaN;
  const sessions: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string; expiresAt: number }[] = [];

  before(async () => {
    server = await httpServer((_request, response) => {
      let session = sessions.at(-1);
      // A new session is given out early, so that a slow machine never gets one that is about to end.
      if (session === undefined || session.expiresAt - Date.now() < SESSION / 2) {
        const number = sessions.length + 1;
        session = {
          AccessKeyId: `STS.key-${number}`,
          AccessKeySecret: `session-secret-${number}`,
          SecurityToken: `session-token-${number}`,
          expiresAt: Date.now() + SESSION,
        };
        sessions.push(session);
        if (number === LAST) {
          finished = Date.now();
          tests.emulator.addTasks([exportTask("dt-a", { endsIn: -1, tables: 400 })]);
        }
        tests.emulator.setCredentials(
          sessions.map(({ AccessKeyId, AccessKeySecret, SecurityToken, expiresAt }) => ({
            accessKeyId: AccessKeyId,
            accessKeySecret: AccessKeySecret,
            securityToken: SecurityToken,
            expiresAt,
          })),
        );
      }
      // The second session ends long before its stated expiry, as if it had been revoked.
      const claimed = session.expiresAt + (sessions.length === 2 ? 3_600_000 : 0);
      const { expiresAt: _, ...keys } = session;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ Code: "Success", ...keys, Expiration: new Date(claimed).toISOString() }));
    });
    const { stack } = tests.stack;
    await stack.removeAllConfig(["alicloud-dbs:accessKey", "alicloud-dbs:secretKey"]);
    await stack.setConfig("alicloud-dbs:credentialsUri", { value: `http://${server.host}/` });
  });
  after(() => server.close());

  it("opens the gate when its task is finished, without growing the heap", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 36_000, tables: 400 })]);
    const heap: number[] = [];
    const sampling = setInterval(() => heap.push(process.memoryUsage().heapUsed), SESSION / 150);
    const { output, error, requests } = await tests.run("up", async () => {
      const pollInterval = testRuns<string | undefined>("500ms", undefined);
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", timeout: "3h", pollInterval });
    });
    clearInterval(sampling);
    assert.equal(error, undefined);
    assert.match(output, /open after .*: dt-a finished, created/);
    assert.ok(Date.parse(String(tests.gates()[0]?.outputs?.openedAt)) >= finished);
    assert.ok(sessions.length >= LAST, `${sessions.length} sessions`);
    const refused = tests.emulator.requests().filter(({ code }) => code.startsWith("InvalidSecurityToken"));
    assert.ok(refused.length >= 1, "the session that ended early must be refused");
    // The smallest of a tenth of all samples approximates the heap after a garbage collection.
    const least = (samples: number[]) => Math.min(...samples) / 2 ** 20;
    const [early, late] = [least(heap.slice(30, 60)), least(heap.slice(-30))];
    console.log(
      `      ${requests} requests, ${sessions.length} sessions, ${refused.length} refused; heap ${early.toFixed(1)} MiB early, ${late.toFixed(1)} MiB at the end`,
    );
    if (SESSION >= 600_000) assert.ok(late < early + 5, "the heap grew");
    for (const { AccessKeyId, AccessKeySecret, SecurityToken } of sessions) {
      for (const secret of [AccessKeyId, AccessKeySecret, SecurityToken]) {
        assert.ok(!output.includes(secret) && !tests.stack.stateText().includes(secret));
      }
    }
  });
});
