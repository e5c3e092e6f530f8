import assert from "node:assert/strict";
import type { Socket } from "node:net";
import fc from "fast-check";
import { DbsError } from "../../../provider/core/errors";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { systemClock } from "../../../provider/wire/systemClock";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { propertyRuns } from "../../support/propertyRuns";
import { httpServer, tcpServer } from "../../support/wire/localServer";
import { AGAIN, ONCE_MORE, OPEN, REFUSED } from "../../support/wire/outcomeRows";
import { KEYS, refused, type Step, SUCCESS, scriptedService } from "../../support/wire/scriptedService";

const sessions = ["old", "new", "newest"].map((name) => ({ ...KEYS, securityToken: `session-token-${name}` }));

describe("a non-idempotent call", () => {
  const serving = (script: readonly Step[]) => scriptedService(script, { sessions, idempotent: false });

  for (const [what, step] of Object.entries(OPEN)) {
    it(`is not sent again after ${what}, and reports that it may have been carried out`, async () => {
      const service = serving([step, SUCCESS]);
      const { outcome, attempts, message } = await service.failure();
      assert.deepEqual([outcome, attempts, service.sent.length], ["open", 1, 1]);
      assert.match(message, /\. This call may have been carried out anyway, so check before you send it again$/);
    });
  }

  for (const [what, step] of Object.entries({ ...AGAIN, ...ONCE_MORE })) {
    it(`is sent again after ${what}`, async () => {
      const service = serving([step, SUCCESS]);
      assert.equal(await service.call(), "done");
      assert.equal(service.sent.length, 2);
    });
  }

  for (const [what, step] of Object.entries(AGAIN)) {
    it(`reports that it was not carried out if the retries run out after ${what}`, async () => {
      const { outcome, attempts } = await serving([step]).failure({ maxRetries: 2 });
      assert.deepEqual([outcome, attempts], ["notDone", 3]);
    });

    it(`reports that it was not carried out if the time runs out after ${what}`, async () => {
      const service = serving([step]);
      const { outcome, elapsed = 0 } = await service.failure({ deadline: service.clock.now() + 1500 });
      assert.deepEqual([outcome, elapsed <= 1500], ["notDone", true]);
    });
  }

  for (const [what, step] of Object.entries(ONCE_MORE)) {
    it(`reports that it was not carried out if the second attempt also meets ${what}`, async () => {
      const { outcome, kind, attempts } = await serving([step]).failure();
      assert.deepEqual([outcome, kind, attempts], ["notDone", "credentials", 2]);
    });
  }

  for (const [what, step] of Object.entries(REFUSED)) {
    it(`is not sent again after ${what}, and reports that it was not carried out`, async () => {
      const service = serving([step, SUCCESS]);
      const { outcome } = await service.failure();
      assert.deepEqual([outcome, service.sent.length], ["notDone", 1]);
    });
  }

  it("is not sent again after an attempt that may have been carried out, whatever came before it", async () => {
    const again = fc.array(fc.constantFrom(...Object.values(AGAIN)), { maxLength: 4 });
    const end = fc.constantFrom(...Object.values(OPEN).map((step) => ["open", step] as const), [
      "done",
      SUCCESS,
    ] as const);
    await fc.assert(
      fc.asyncProperty(again, end, fc.integer({ min: 0, max: 5 }), async (before, [ending, last], maxRetries) => {
        const service = serving([...before, last, SUCCESS]);
        const outcome = await service.call({ maxRetries }).catch((error: DbsError) => error.outcome);
        const reached = before.length <= maxRetries;
        assert.equal(outcome, reached ? ending : "notDone");
        assert.equal(service.sent.length, reached ? before.length + 1 : maxRetries + 1);
      }),
      propertyRuns(200, 5_000),
    );
  });

  it("reports that it may have been carried out if the deadline cuts its exchange short", async () => {
    const service = serving([refused(400, "Throttling.User"), "stall"]);
    const { outcome, kind, message } = await service.failure({ deadline: service.clock.now() + 5000 });
    assert.deepEqual([outcome, kind, service.sent.length], ["open", "timeout", 2]);
    assert.match(
      message,
      /\. The previous attempt ended with HTTP 400 Throttling\.User: no reason\. This call may have been carried out/,
    );
  });

  it("reports that it was not carried out if nothing could be sent", async () => {
    const service = serving([SUCCESS]);
    const late = await service.failure({ deadline: service.clock.now() });
    const broken = await service.call({}, { InstanceName: "rm-\ud800" }).catch((error) => error);
    const shared = new DbsError("credentials", "none were found", { operation: "AssumeRole" });
    service.credentials.resolve = () => Promise.reject(shared);
    const keyless = await service.failure();
    assert.deepEqual(
      [late, broken, keyless].map(({ kind, outcome }) => [kind, outcome]),
      [
        ["timeout", "notDone"],
        ["arguments", "notDone"],
        ["credentials", "notDone"],
      ],
    );
    assert.deepEqual([keyless.message, keyless.operation], ["[credentials] none were found", "AssumeRole"]);
    assert.equal(shared.outcome, undefined);
    service.credentials.resolve = () => Promise.reject(new DbsError("unavailable", "STS is away"));
    assert.deepEqual([(await service.failure()).outcome, service.sent.length], ["notDone", 0]);
  });

  describe("on an abort", () => {
    const abortedAfter = async (ms: number, script: Step[], change = (_: ReturnType<typeof serving>) => {}) => {
      const service = serving(script);
      change(service);
      const controller = new AbortController();
      if (ms === 0) controller.abort("Ctrl-C");
      else void service.clock.sleep(ms).then(() => controller.abort("Ctrl-C"));
      const { kind, cause, outcome } = await service.failure({ signal: controller.signal });
      assert.deepEqual([kind, cause], ["cancelled", "Ctrl-C"]);
      return { outcome, sent: service.sent.length };
    };

    it("reports that it was not carried out if it had not been sent", async () => {
      assert.deepEqual(await abortedAfter(0, [SUCCESS]), { outcome: "notDone", sent: 0 });
      const waits = abortedAfter(500, [SUCCESS], ({ credentials }) => {
        credentials.resolve = () => new Promise(() => {});
      });
      assert.deepEqual(await waits, { outcome: "notDone", sent: 0 });
    });

    it("reports that it may have been carried out if it had been sent", async () => {
      assert.deepEqual(await abortedAfter(500, ["stall"]), { outcome: "open", sent: 1 });
    });

    it("reports that it was not carried out if the abort comes between two attempts", async () => {
      assert.deepEqual(await abortedAfter(500, [refused(400, "Throttling")]), { outcome: "notDone", sent: 1 });
    });
  });

  describe("over real sockets", () => {
    const keep = closeAfterEach();
    const client = async (host: string, callTimeoutMs = 60_000) => {
      const { send } = await keep(createTransport({}));
      const call = createRpcClient({
        endpoint: { protocol: "http", host },
        region: "cn-hangzhou",
        version: "2021-01-01",
        credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
        send,
        clock: systemClock,
        random: () => 0,
        log: { debug: () => {}, warning: () => {} },
      });
      const operation = { action: "Test", parameters: () => ({}), parse: () => "done", idempotent: false };
      const limits = () => ({ callTimeoutMs, maxRetries: 3, deadline: systemClock.now() + 120_000 });
      return (more = {}) => call({ ...operation, ...more }, undefined, limits());
    };

    it("is not sent again if the service does not answer, and reports that it may have been carried out", async () => {
      for (const end of ["reset", "hang up", "stay silent"]) {
        let requests = 0;
        const server = await keep(
          httpServer((_, { socket }) => {
            requests += 1;
            if (end === "reset") socket?.resetAndDestroy();
            if (end === "hang up") socket?.end();
          }),
        );
        await assert.rejects((await client(server.host, 2_000))(), { outcome: "open", attempts: 1 });
        assert.deepEqual([requests, server.connections.length], [1, 1], end);
      }
    });

    it("never goes out on a connection that rested, which the service may have closed meanwhile", async () => {
      const served = new Set<Socket>();
      const server = await keep(
        httpServer(({ socket }, response) => {
          if (served.has(socket)) socket.resetAndDestroy();
          else response.end('{"Success":"true"}');
          served.add(socket);
        }),
      );
      const call = await client(server.host);
      assert.equal(await call({ idempotent: true }), "done");
      assert.deepEqual([await call(), await call()], ["done", "done"]);
      assert.equal(server.connections.length, 3);
    });

    it("is sent again if no connection could be made", async () => {
      const { host, close } = await tcpServer(() => {});
      await close();
      await assert.rejects((await client(host))(), { outcome: "notDone", code: "ECONNREFUSED", attempts: 4 });
    });
  });
});

describe("an idempotent call", () => {
  it("fails without saying whether it was carried out", async () => {
    for (const step of [
      OPEN["a reset once the request was sent"],
      AGAIN["400 Throttling.User"],
      REFUSED["403 NoPermission"],
    ]) {
      const error = await scriptedService([step as Step]).failure();
      assert.equal("outcome" in error, false);
      assert.doesNotMatch(error.message, /may have been carried out/);
    }
  });
});
