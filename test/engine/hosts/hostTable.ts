import assert from "node:assert/strict";
import { KEY_ID, SECRET } from "../gateStack";
import { HOST_NAMES, Host, type HostName } from "./host";

/** Adds a row to a table: what it does in a host, and the rule that it states. */
type AddRow = (rule: string, row: (host: Host) => Promise<void>) => void;

/**
 * Runs every row of a table in both hosts, and compares what they did. Call it within `describe`.
 * @param addRows - adds the rows
 */
export function hostTable(addRows: (row: AddRow) => void): void {
  const hosts = new Map<HostName, Host>();
  before(async function () {
    this.timeout(1_800_000);
    for (const name of HOST_NAMES) hosts.set(name, await Host.start(name));
  });
  after(async () => {
    for (const host of hosts.values()) await host.stop();
  });

  addRows((rule, row) => {
    describe(rule, () => {
      const facts = new Map<HostName, unknown[]>();
      for (const name of HOST_NAMES) {
        it(name, async () => {
          const host = hosts.get(name) as Host;
          host.emulator.reset();
          host.facts = [];
          try {
            await row(host);
            facts.set(name, host.facts);
          } finally {
            host.stack.forget();
          }
        });
      }
      it("with the same results", () => {
        const [one, other] = HOST_NAMES.map((name) => facts.get(name));
        assert.ok(one !== undefined && other !== undefined, "the row did not end in both hosts");
        assert.ok(one.length > 0);
        assert.deepEqual(other, one);
      });
    });
  });

  // Mocha runs the tests of a suite before the suites inside it.
  describe("in all these rows", () => {
    it("no output, event, state or error shows a credential or a link", () => {
      const told = [...hosts.values()].flatMap((host) => host.told);
      assert.ok(told.length > 8);
      const secret = new RegExp(`${SECRET}|${KEY_ID}|Signature=|OSSAccessKeyId`);
      assert.deepEqual(
        told.flatMap((text) => secret.exec(text)?.[0] ?? []),
        [],
      );
    });
  });
}
