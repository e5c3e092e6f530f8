import assert from "node:assert/strict";
import { processCaller } from "../../provider/connection/processCaller";
import { readProcessConfiguration } from "../../provider/connection/processConfiguration";
import { listTasks } from "../../provider/operations/listTasks";
import type { EmulatedTask, Fault, Lies, Scenario } from "../../sdk/emulator/scenario";
import { startEmulator } from "../../sdk/emulator/startEmulator";
import { closeAfterEach } from "../support/closeAfterEach";

const COUNT = 250;
const SILENT = { debug: () => {}, warning: () => {} };
const LISTING = { regionCode: "cn-hangzhou", instanceName: "rm-1" };

/** Makes tasks a minute apart, the first one the oldest. Each runs for five minutes, and every other one fails. */
const tasks = Array.from({ length: COUNT }, (_, at): EmulatedTask => {
  const outcome = at % 2 === 0 ? "finished" : "failed";
  return { taskId: `dt-${at}`, instanceName: "rm-1", createdIn: 60 * (at - COUNT - 10), running: 300, outcome };
});

describe("a list of a service that differs from its documentation", () => {
  const keep = closeAfterEach();
  const connect = async (scenario: Partial<Scenario>) => {
    const credentials = [{ accessKeyId: "key", accessKeySecret: "secret" }];
    const emulator = await keep(startEmulator({ scenario: { credentials, tasks, ...scenario } }));
    const environment = { DBS_ENDPOINT: emulator.url, ALICLOUD_ACCESS_KEY: "key", ALICLOUD_SECRET_KEY: "secret" };
    const caller = processCaller(readProcessConfiguration(undefined, environment), environment, SILENT);
    return { emulator, list: (args: object = {}) => listTasks({ ...LISTING, ...args }, caller) };
  };
  const ids = (list: { tasks: { taskId: string }[] }) => new Set(list.tasks.map(({ taskId }) => taskId));

  const lies: [what: string, lies: Lies, largestPage?: number][] = [
    ["states the requested page size for pages of 10 tasks", { pageSize: "asked" }, 10],
    ["states the requested page size for pages of 19 tasks", { pageSize: "asked" }, 19],
    ["lists the oldest tasks first", { order: "oldest first" }],
    ["ignores StartTime and EndTime", { times: "ignored" }],
    ["compares the end of a task with StartTime and EndTime", { times: "ended" }],
    ["counts without the filters", { totals: "unfiltered" }],
    ["does all of it", { pageSize: "asked", order: "oldest first", times: "ignored", totals: "unfiltered" }, 19],
  ];
  for (const [what, lie, largestPage = 100] of lies) {
    it(`is whole if the service ${what}`, async () => {
      const { list } = await connect({ lies: lie, largestPage });
      assert.equal(ids(await list()).size, COUNT);
      const failed = await list({ state: "failed" });
      assert.deepEqual(
        [ids(failed).size, new Set(failed.tasks.map((task) => task.downloadStatus))],
        [125, new Set(["failed"])],
      );
      const startTime = Date.parse(failed.tasks[49]?.gmtCreate ?? "");
      assert.equal(ids(await list({ state: "failed", startTime })).size, 50);
    });
  }

  for (const call of [1, 2, 3]) {
    it(`is whole if answer ${call} holds 15 of the tasks that it counts, or none`, async () => {
      for (const kept of [15, 0]) {
        const faults: Fault[] = [{ from: call, keep: kept }];
        const { list } = await connect({ faults });
        assert.equal(ids(await list()).size, COUNT);
      }
    });
  }

  it("is refused with both figures if tasks are counted that are never listed", async () => {
    const { list } = await connect({ faults: [{ from: 3, times: 1_000, keep: 0 }] });
    await assert.rejects(list(), { kind: "unsettled", message: /counts 250 tasks, and 199 were listed/ });
  });

  it("holds a task that gets a new creation time while the list is read", async () => {
    const { list } = await connect({ faults: [{ from: 2, renew: ["dt-7"] }] });
    const { tasks: found } = await list();
    assert.equal(found.length, COUNT);
    assert.equal(found[0]?.taskId, "dt-7");
  });
});
