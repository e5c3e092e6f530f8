import assert from "node:assert/strict";
import { processCaller } from "../../provider/connection/processCaller";
import { readProcessConfiguration } from "../../provider/connection/processConfiguration";
import { listTasks } from "../../provider/operations/listTasks";
import { startTask } from "../../provider/operations/startTask";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../support/closeAfterEach";
import { makeExport } from "../support/tasks/makeExport";

const SILENT = { debug: () => {}, warning: () => {} };

const SELECTION = { regionCode: "cn-hangzhou" };

function callerOf(endpoint: string, key: string, secret: string) {
  const environment = { DBS_ENDPOINT: endpoint, ALICLOUD_ACCESS_KEY: key, ALICLOUD_SECRET_KEY: secret };
  return processCaller(readProcessConfiguration(undefined, environment), environment, SILENT);
}

describe("processCaller", () => {
  const keep = closeAfterEach();

  it("signs with each configuration's own keys, even for the same endpoint and region", async () => {
    const credentials = ["a", "b"].map((name) => ({ accessKeyId: `key-${name}`, accessKeySecret: `secret-${name}` }));
    const { url, requests } = await keep(startEmulator({ scenario: { credentials } }));
    for (const { accessKeyId, accessKeySecret } of credentials) {
      const caller = callerOf(url, accessKeyId, accessKeySecret);
      assert.deepEqual((await listTasks({ ...SELECTION, instanceName: "rm-1" }, caller)).tasks, []);
    }
    assert.deepEqual(
      requests().map(({ accessKeyId }) => accessKeyId),
      ["key-a", "key-b"],
    );
    const wrong = callerOf(url, "key-a", "secret-b");
    await assert.rejects(listTasks({ ...SELECTION, instanceName: "rm-1" }, wrong), { code: "SignatureDoesNotMatch" });
  });

  it("shares a connection only between calls with the same identity, endpoint and region", () => {
    const connect = (endpoint: string, key: string, selection = SELECTION) =>
      callerOf(endpoint, key, "secret").connect(selection);
    const [here, there] = ["http://127.0.0.1:1", "http://127.0.0.1:2"] as const;
    const connection = connect(here, "key-a");
    assert.equal(connect(here, "key-a"), connection);
    const others = [
      connect(there, "key-a"),
      connect(here, "key-b"),
      connect(here, "key-a", { regionCode: "cn-beijing" }),
    ];
    assert.equal(new Set([connection, ...others]).size, 4);
  });

  it("returns one connection per configuration, region and network", () => {
    const environment = { ALICLOUD_ACCESS_KEY: "key-c", ALICLOUD_SECRET_KEY: "secret" };
    const caller = processCaller(readProcessConfiguration(undefined, environment), environment, SILENT);
    const connection = caller.connect(SELECTION);
    assert.equal(caller.connect(SELECTION), connection);
    const others = [
      caller.connect({ regionCode: "cn-beijing" }),
      caller.connect({ ...SELECTION, network: "vpc" }),
      caller.connect({ regionCode: "cn-beijing", network: "vpc" }),
    ];
    assert.equal(new Set([connection, ...others]).size, 4);
  });

  it("shares the memory of exports and retries between networks, and between identities", () => {
    const [first, rotated] = ["key-e", "key-f"].map((ALICLOUD_ACCESS_KEY) => {
      const environment = { ALICLOUD_ACCESS_KEY, ALICLOUD_SECRET_KEY: "secret" };
      return processCaller(readProcessConfiguration(undefined, environment), environment, SILENT);
    });
    const memoriesOf = (caller = first, network?: "vpc" | "public", place = {}) => {
      const instance = { ...SELECTION, instanceName: "rm-1", ...place };
      const { exports, retries } = caller?.connect({ ...instance, ...(network && { network }) }) ?? {};
      return [exports?.(instance), retries?.(instance)];
    };
    const [exports, retries] = memoriesOf();
    for (const same of [memoriesOf(first, "vpc"), memoriesOf(first, "public"), memoriesOf(rotated)]) {
      assert.ok(same[0] === exports && same[1] === retries);
    }
    for (const place of [{ regionCode: "cn-beijing" }, { instanceName: "rm-2" }]) {
      const other = memoriesOf(first, undefined, place);
      assert.ok(other[0] !== exports && other[1] !== retries);
    }
    const cluster = memoriesOf(first, undefined, { clusterName: "pc-1" });
    assert.ok(cluster[0] !== exports && cluster[1] === retries);
  });

  it("starts one of two equal exports although the keys change between them", async () => {
    const credentials = ["g", "h"].map((name) => ({ accessKeyId: `key-${name}`, accessKeySecret: `secret-${name}` }));
    const { url, requests, setExportRules } = await keep(startEmulator({ scenario: { credentials } }));
    setExportRules({ listingLag: 3600, blocking: [], lives: [{ running: 3600 }] });
    const request = { wanted: makeExport(), adopt: "unfinished" } as const;
    const tasks = await Promise.all(
      credentials.map((key) => startTask(request, callerOf(url, key.accessKeyId, key.accessKeySecret))),
    );
    assert.deepEqual(
      tasks.map(({ sentence }) => sentence),
      ["started dt-started-1", "adopted dt-started-1 (initializing)"],
    );
    const creations = requests().filter(({ action }) => action === "CreateDownload");
    assert.deepEqual(
      creations.map(({ accessKeyId }) => accessKeyId),
      ["key-g"],
    );
  });

  it("reads the identity from the environment on each connect if the configuration does not determine it", () => {
    const environment: Record<string, string> = { HOME: "/home/a" };
    const caller = processCaller(readProcessConfiguration(undefined, environment), environment, SILENT);
    const connection = caller.connect(SELECTION);
    environment.HOME = "/home/b";
    assert.notEqual(caller.connect(SELECTION), connection);
    environment.HOME = "/home/a";
    assert.equal(caller.connect(SELECTION), connection);
  });

  it("warns on each connect about a region that this version does not know", () => {
    const warnings: string[] = [];
    const log = { debug: () => {}, warning: (text: string) => void warnings.push(text) };
    const environment = { ALICLOUD_ACCESS_KEY: "key-d", ALICLOUD_SECRET_KEY: "secret" };
    const caller = processCaller(readProcessConfiguration(undefined, environment), environment, log);
    caller.connect({ regionCode: "xx-nowhere-1" });
    caller.connect({ regionCode: "xx-nowhere-1" });
    assert.equal(
      warnings.filter((text) => /this version of the package does not know region xx-nowhere-1;/.test(text)).length,
      2,
    );
  });
});
