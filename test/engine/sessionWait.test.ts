import assert from "node:assert/strict";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { testRuns } from "../support/testRuns";
import { httpServer, type LocalServer } from "../support/wire/localServer";
import { useGates } from "./gateTests";

/** Length of the wait in milliseconds: half an hour in a long run, 9 seconds otherwise. */
const WAIT = testRuns(9_000, 1_800_000);
/** Lifetime of a session in milliseconds. At least two sessions end while the gate waits. */
const SESSION = WAIT / 4;

describe("a wait that outlives two sessions", function () {
  this.timeout(2 * WAIT + 60_000);
  const tests = useGates();
  let server: LocalServer;
  const sessions: { AccessKeyId: string; AccessKeySecret: string; SecurityToken: string; expiresAt: number }[] = [];

  before(async () => {
    server = await httpServer((_request, response) => {
      let session = sessions.at(-1);
      if (session === undefined || session.expiresAt <= Date.now()) {
        const number = sessions.length + 1;
        session = {
          AccessKeyId: `STS.key-${number}`,
          AccessKeySecret: `session-secret-${number}`,
          SecurityToken: `session-token-${number}`,
          expiresAt: Date.now() + SESSION,
        };
        sessions.push(session);
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
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: WAIT / 1000, tables: 400 })]);
    const finished = Date.now() + WAIT;
    const heap: number[] = [];
    const sampling = setInterval(() => heap.push(process.memoryUsage().heapUsed), WAIT / 300);
    const { output, error, requests } = await tests.run("up", async () => {
      const pollInterval = testRuns<string | undefined>("500ms", undefined);
      new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", timeout: "1h", pollInterval });
    });
    clearInterval(sampling);
    assert.equal(error, undefined);
    assert.match(output, /open after .*: dt-a finished, created/);
    assert.ok(Date.parse(String(tests.gates()[0]?.outputs?.openedAt)) >= finished);
    assert.ok(sessions.length >= 3, `${sessions.length} sessions`);
    const refused = tests.emulator.requests().filter(({ code }) => code.startsWith("InvalidSecurityToken"));
    assert.ok(refused.length >= 1, "the session that ended early must be refused");
    // The smallest of a tenth of all samples approximates the heap after a garbage collection.
    const least = (samples: number[]) => Math.min(...samples) / 2 ** 20;
    const [early, late] = [least(heap.slice(30, 60)), least(heap.slice(-30))];
    console.log(
      `      ${requests} requests, ${sessions.length} sessions, ${refused.length} refused; heap ${early.toFixed(1)} MiB early, ${late.toFixed(1)} MiB at the end`,
    );
    if (WAIT >= 600_000) assert.ok(late < early + 5, "the heap grew");
    for (const { AccessKeyId, AccessKeySecret, SecurityToken } of sessions) {
      for (const secret of [AccessKeyId, AccessKeySecret, SecurityToken]) {
        assert.ok(!output.includes(secret) && !tests.stack.stateText().includes(secret));
      }
    }
  });
});
