import assert from "node:assert/strict";
import type { DbsError } from "../../../provider/core/errors";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { systemClock } from "../../../provider/wire/systemClock";
import { createTransport } from "../../../provider/wire/transport/transport";
import { closeAfterEach } from "../../support/closeAfterEach";
import { connectProxy } from "../../support/wire/connectProxy";
import { tcpServer } from "../../support/wire/localServer";
import { KEYS } from "../../support/wire/scriptedService";

const UNREACHABLE = "no connection to the proxy that https_proxy names";
const ADVICE = "Check https_proxy and NO_PROXY";
const MORE = `${ADVICE}, and the network to the proxy`;

describe("a call through a proxy", () => {
  const keep = closeAfterEach();

  /** Makes a call that must fail, with `https_proxy` set, and returns its error. */
  const failure = async (https_proxy: string, callTimeoutMs = 5_000): Promise<DbsError> => {
    const { send } = await keep(createTransport({ https_proxy }));
    const call = createRpcClient({
      endpoint: { protocol: "https", host: "dbs.example.test", isListed: true },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials: { description: "the test", resolve: async () => KEYS, renew: () => {} },
      send,
      clock: systemClock,
      random: () => 0,
      log: { debug: () => {}, warning: () => {} },
    });
    const operation = { action: "Test", parameters: () => ({}), parse: () => "done", idempotent: true };
    const limits = { callTimeoutMs, maxRetries: 0, deadline: systemClock.now() + 60_000 };
    return await call(operation, undefined, limits).then(
      () => assert.fail("the call did not fail"),
      (error) => error,
    );
  };

  it("names the variable, but not its value, if nobody listens at the proxy's address", async () => {
    const { host, port, close } = await tcpServer(() => {});
    await close();
    const { message, code, kind } = await failure(`http://user:Pa55word@${host}`);
    assert.equal(message, `[unavailable] Test in cn-hangzhou: ${UNREACHABLE} (ECONNREFUSED). ${MORE}`);
    assert.deepEqual([code, kind, message.includes(String(port))], ["ECONNREFUSED", "unavailable", false]);
  });

  it("names the variable if the proxy hangs up without an answer", async () => {
    const { host } = await keep(tcpServer((socket) => socket.once("data", () => socket.end())));
    const { message } = await failure(host);
    assert.equal(message, `[unavailable] Test in cn-hangzhou: ${UNREACHABLE} (UNKNOWN). ${MORE}`);
  });

  it("names the variable if the proxy does not answer in time", async () => {
    const { host } = await keep(connectProxy(1, "silence"));
    const { message } = await failure(host, 200);
    assert.equal(message, `[unavailable] Test in cn-hangzhou: no complete answer within 200ms (TIMEOUT). ${MORE}`);
  });

  it("names the variable if the proxy wants another password", async () => {
    const { host } = await keep(connectProxy(1, 407));
    const { message } = await failure(host);
    assert.match(
      message,
      /: the proxy that https_proxy names answered 407 instead of opening a tunnel \(PROXY_REFUSED\)/,
    );
    assert.ok(message.endsWith(`. ${ADVICE}`), message);
  });

  for (const value of ["http://u:p%ss@127.0.0.1:9", "http://u%:pass@127.0.0.1:9"]) {
    it(`names the variable if its user or password has a bare percent sign, as in ${value}`, async () => {
      const error = await failure(value);
      assert.equal(
        error.message,
        "[unavailable] Test in cn-hangzhou: https_proxy has a % in its user or password that begins no escape such as " +
          `%40; write it as %25 (PROXY_UNUSABLE). ${ADVICE}`,
      );
      assert.equal(error.lasting, true);
    });
  }

  it("does not blame the proxy for what happens in its tunnel", async () => {
    const service = await keep(tcpServer((socket) => socket.once("data", () => socket.resetAndDestroy())));
    const { host } = await keep(connectProxy(service.port));
    const { message } = await failure(host);
    assert.doesNotMatch(message, /proxy/i);
    assert.match(message, /Check the network to the endpoint$/);
  });
});
