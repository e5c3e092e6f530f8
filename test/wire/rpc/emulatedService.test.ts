import assert from "node:assert/strict";
import type { CredentialSource } from "../../../provider/wire/credentials/credentialSource";
import { createRpcClient } from "../../../provider/wire/rpc/rpcClient";
import { systemClock } from "../../../provider/wire/systemClock";
import { createTransport } from "../../../provider/wire/transport/transport";
import type { EmulatedCredentials, Fault } from "../../../sdk/emulator/scenario";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../../support/closeAfterEach";

const KEYS: EmulatedCredentials = { accessKeyId: "emulated-key", accessKeySecret: "emulated-secret" };

describe("a call over real sockets to the emulated service", () => {
  const keep = closeAfterEach();

  /**
   * Starts the emulator and a client whose back-offs last 0 ms, so that only the network takes time. An answer that never
   * ends makes a call last its whole time, which is short then. Any other call may take as long as a busy machine needs.
   */
  const connect = async (faults: Fault[], { accessKeyId, accessKeySecret } = KEYS) => {
    const tasks = [{ taskId: "dt-1", instanceName: "rm-1", createdIn: -60 }];
    const emulator = await keep(startEmulator({ scenario: { credentials: [KEYS], tasks, faults } }));
    const { send } = await keep(createTransport({}));
    const debug: string[] = [];
    const credentials: CredentialSource = {
      description: "the test",
      resolve: async () => ({ accessKeyId, accessKeySecret }),
      renew: () => {},
    };
    const client = createRpcClient({
      endpoint: { protocol: "http", host: new URL(emulator.url).host },
      region: "cn-hangzhou",
      version: "2021-01-01",
      credentials,
      send,
      clock: systemClock,
      random: () => 0,
      log: { debug: (message) => void debug.push(message), warning: () => {} },
    });
    const parameters = { RegionCode: "cn-hangzhou", InstanceName: "rm-1", OrderColumn: "gmt_create" };
    const operation = {
      action: "DescribeDownloadTask",
      parameters: (given: typeof parameters) => given,
      parse: (body: Record<string, unknown>) => JSON.stringify(body.Data),
      idempotent: true,
    };
    const endless = faults.some(({ connection }) =>
      ["silent", "stalled", "trickle"].some((each) => each === connection),
    );
    const callTimeoutMs = endless ? 3_000 : 60_000;
    const call = () =>
      client(operation, parameters, { callTimeoutMs, maxRetries: 5, deadline: systemClock.now() + 120_000 });
    return { call, debug, emulator };
  };

  const faults: [string, Fault][] = [
    ["a healthy answer", {}],
    ["a reset", { connection: "reset" }],
    ["a hang-up", { connection: "hang-up" }],
    ["silence", { connection: "silent" }],
    ["a truncated answer", { connection: "truncated" }],
    ["a stalled answer", { connection: "stalled" }],
    ["a trickling answer", { connection: "trickle" }],
    ["throttling", { status: 400, body: { Code: "Throttling.User", Message: "slow down" } }],
    ["a 502 with HTML", { status: 502, body: "<html>" }],
    ["HTML in place of JSON", { body: "<html>" }],
    ["a null answer", { body: "null" }],
  ];
  for (const [what, fault] of faults) {
    it(`returns the list after ${what}`, async () => {
      const { call, debug } = await connect([fault]);
      assert.match(await call(), /"TaskId":"dt-1"/);
      assert.equal(debug.length, what === "a healthy answer" ? 0 : 1);
    });
  }

  it("returns the list if the service compresses it", async () => {
    const { call } = await connect([{ gzip: true }]);
    assert.match(await call(), /"TaskId":"dt-1"/);
  });

  it("returns the list even if this machine's clock is an hour behind", async () => {
    const { call, debug } = await connect([{ clockAhead: 3_600_000, times: 9 }]);
    assert.match(await call(), /"TaskId":"dt-1"/);
    assert.match(debug.join(), /InvalidTimeStamp\.Expired.*Retrying at once \(setClock, not counted\)/);
  });

  it("is refused if it is signed with a wrong secret", async () => {
    const { call, emulator } = await connect([], { ...KEYS, accessKeySecret: "another" });
    await assert.rejects(call(), { kind: "credentials", code: "SignatureDoesNotMatch", attempts: 1 });
    assert.equal(emulator.requests().length, 1);
  });

  it("fails with the service's own message if it names no instance", async () => {
    const { call, emulator } = await connect([
      { body: { Success: "false", ErrCode: "DBS.InternalError", ErrMessage: "instanceName can not be empty" } },
    ]);
    await assert.rejects(call(), { kind: "arguments", message: /instanceName can not be empty/ });
    assert.equal(emulator.requests().length, 1);
  });
});
