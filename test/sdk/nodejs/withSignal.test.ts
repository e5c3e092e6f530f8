import assert from "node:assert/strict";
import { getEventListeners } from "node:events";
import * as dbs from "pulumi-alicloud-dbs";
import type { Emulator } from "../../../sdk/emulator/emulator";
import { startEmulator } from "../../../sdk/emulator/startEmulator";
import { keepEnvironment } from "../../support/keepEnvironment";
import { leaveMocks } from "../../support/leaveMocks";
import { exportTask, scenarioOf } from "../../support/tasks/exportTask";

const SETTINGS = {
  ALIBABA_CLOUD_REGION: "cn-hangzhou",
  ALIBABA_CLOUD_ACCESS_KEY_ID: "LTAIsignalTests",
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: "S3cr3tOfTheSignalTests",
};

describe("withSignal", () => {
  const restore = keepEnvironment();
  let emulator: Emulator;
  before(async () => {
    leaveMocks();
    const [accessKeyId, accessKeySecret] = [
      SETTINGS.ALIBABA_CLOUD_ACCESS_KEY_ID,
      SETTINGS.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    ];
    emulator = await startEmulator({ scenario: scenarioOf({ accessKeyId, accessKeySecret }) });
    Object.assign(process.env, SETTINGS, { ALIBABA_CLOUD_ENDPOINT_DBS: emulator.url });
  });
  beforeEach(() => {
    emulator.reset();
    emulator.addTasks([exportTask("dt-open", { endsIn: 36_000 })]);
  });
  after(async () => {
    restore();
    await emulator.close();
  });

  /** Starts a wait. `looked` resolves after its first look. */
  const start = (signal?: AbortSignal) => {
    let seen = () => {};
    const looked = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const options = { pollInterval: "200ms", onProgress: () => seen(), ...(signal && { signal }) };
    const end = dbs.waitForDownloadTasks({ instanceName: "rm-1" }, options).then(
      () => "opened",
      (error: dbs.DbsError) => error.kind,
    );
    return { looked, end };
  };

  it("returns what the program returns, at once", () => {
    assert.equal(
      dbs.withSignal(new AbortController().signal, () => 7),
      7,
    );
  });

  it("ends the waits of its program, even after the program has returned, and no others", async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const ended = dbs.withSignal(one.signal, () => start());
    const going = dbs.withSignal(other.signal, () => start());
    const outside = start();
    await Promise.all([ended, going, outside].map(({ looked }) => looked));
    one.abort();
    assert.equal(await ended.end, "cancelled");
    // The two others still wait: they see the task finish.
    emulator.addTasks([exportTask("dt-open", { endsIn: -1 })]);
    assert.deepEqual(await Promise.all([going.end, outside.end]), ["opened", "opened"]);
  });

  it("counts beside the wait's own signal and an outer withSignal", async () => {
    for (const at of [0, 1, 2]) {
      const controllers = [new AbortController(), new AbortController(), new AbortController()] as const;
      const [outer, inner, own] = controllers;
      const wait = dbs.withSignal(outer.signal, () => dbs.withSignal(inner.signal, () => start(own.signal)));
      await wait.looked;
      controllers[at]?.abort();
      assert.equal(await wait.end, "cancelled", String(at));
    }
  });

  it("ends a read that is waiting for its answer", async () => {
    const controller = new AbortController();
    emulator.addFaults([{ connection: "silent", times: 100 }]);
    const read = dbs.withSignal(controller.signal, async () => {
      return await dbs.getDownloadTasks({ instanceName: "rm-1" });
    });
    const asked = setInterval(() => {
      if (emulator.requests().length > 0) controller.abort();
    }, 5);
    await assert.rejects(read, { kind: "cancelled" });
    clearInterval(asked);
  });

  it("adds one listener to a signal, however many programs and waits use it", async () => {
    const controller = new AbortController();
    const waits = Array.from({ length: 20 }, () => dbs.withSignal(controller.signal, () => start()));
    await Promise.all(waits.map(({ looked }) => looked));
    assert.equal(getEventListeners(controller.signal, "abort").length, 1);
    controller.abort();
    assert.deepEqual([...new Set(await Promise.all(waits.map(({ end }) => end)))], ["cancelled"]);
  });
});
