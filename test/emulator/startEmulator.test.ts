import assert from "node:assert/strict";
import type { EmulatedTask, Scenario } from "../../sdk/emulator/scenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../support/closeAfterEach";
import { signedCall } from "./signedCall";
import { task } from "./useEmulator";

const credentials = [{ accessKeyId: "key", accessKeySecret: "secret" }];
const INSTANCE = { RegionCode: "cn-hangzhou", InstanceName: "rm-1" };

describe("an emulator", () => {
  const keep = closeAfterEach();
  const start = async (scenario: Scenario) => keep(startEmulator({ scenario: { credentials, ...scenario } }));

  it("restores its whole scenario at a reset, and forgets everything else", async () => {
    const emulator = await start({
      tasks: [task("dt-a", -60, { running: 3600 })],
      faults: [{ from: 2, status: 503 }],
      exports: { unsupported: ["rm-1"] },
    });
    const supported = { action: "DescribeDownloadSupport" };
    const seen = async () => {
      const { body } = await signedCall(emulator.url, INSTANCE);
      const { status } = await signedCall(emulator.url, INSTANCE);
      const support = await signedCall(emulator.url, INSTANCE, supported);
      return [body.Data.Content.List[0]?.DownloadStatus, status, support.status, support.text.includes("true")];
    };
    const first = await seen();
    assert.deepEqual(first.slice(0, 2), ["running", 503]);
    emulator.removeTask("dt-a");
    emulator.addTasks([task("dt-b", 0)]);
    emulator.addFaults([{ status: 500, times: 9 }]);
    emulator.setExportRules({});
    emulator.setCredentials([]);
    emulator.advance("3h");

    emulator.reset();
    assert.deepEqual([emulator.taskIds(), emulator.requests()], [["dt-a"], []]);
    assert.deepEqual(await seen(), first);
  });

  it("starts a task of its scenario again at a reset: its creation counts from there", async () => {
    let now = 1_800_000_000_000;
    const scenario = { credentials, tasks: [task("dt-a", -60)] };
    const emulator = await keep(startEmulator({ scenario, now: () => now }));
    now += 3_600_000;
    emulator.reset();
    const { body } = await signedCall(emulator.url, INSTANCE, { date: now });
    assert.equal(body.Data.Content.List[0].GmtCreate, String(now - 60_000));
  });

  const unknown = { ...task("dt-a", 0), state: "failed" } as EmulatedTask;
  it("refuses a scenario with an unknown field, and says what is allowed", async () => {
    await assert.rejects(startEmulator({ scenario: { tasks: [unknown] } }), {
      message: /^tasks\[0\]: state is not a known field; allowed are taskId, /,
    });
  });

  const wrong = { state: "failed" } as object;
  const refused: [string, (emulator: Awaited<ReturnType<typeof start>>) => void, RegExp][] = [
    ["addTasks", (emulator) => emulator.addTasks([unknown]), /^tasks\[0\]: state is not a known field; /],
    ["updateTask", (emulator) => emulator.updateTask("dt-b", wrong), /^the change of a task: state is not a known /],
    ["addFaults", (emulator) => emulator.addFaults([wrong]), /^faults\[0\]: state is not a known field; /],
    ["setExportRules", (emulator) => emulator.setExportRules(wrong), /^exports: state is not a known field; /],
    [
      "setCredentials",
      (emulator) => emulator.setCredentials([wrong as (typeof credentials)[number]]),
      /^credentials\[0\]: state is not a known field; /,
    ],
  ];
  for (const [method, call, message] of refused) {
    it(`refuses an unknown field in ${method}, and stays as it is`, async () => {
      const emulator = await start({ tasks: [task("dt-b", -60)] });
      assert.throws(() => call(emulator), { message });
      assert.deepEqual(emulator.taskIds(), ["dt-b"]);
      const { status, body } = await signedCall(emulator.url, INSTANCE);
      assert.deepEqual([status, body.Data.Content.List[0].DownloadStatus], [200, "finished"]);
    });
  }

  it("changes the creation time of a task", async () => {
    const emulator = await start({ tasks: [task("dt-b", -60)] });
    assert.equal(emulator.updateTask("dt-b", { createdIn: -3600 }), true);
    const { body } = await signedCall(emulator.url, INSTANCE);
    assert.ok(Number(body.Data.Content.List[0].GmtCreate) <= emulator.now() - 3_600_000);
  });
});
