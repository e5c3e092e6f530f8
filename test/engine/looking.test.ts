import assert from "node:assert/strict";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../support/tasks/exportTask";
import { gateProgram } from "./gateStack";
import { useGates } from "./gateTests";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

describe("a gate that looks at its tasks on the real engine", function () {
  this.timeout(600_000);
  const tests = useGates();
  const finished = (id: string, createdAgo: number) => exportTask(id, { endsIn: -60, createdAgo });
  /** Returns the queries of the last run, with their times in milliseconds since the first query. */
  const asked = () => {
    const requests = tests.emulator.requests();
    const first = requests[0]?.at ?? 0;
    return requests.map(({ at, parameters }) => ({ at: at - first, ...parameters }) as Record<string, unknown>);
  };

  it("looks at once, and once more before the deadline, even if pollInterval is longer", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const { output, requests } = await tests.run("up", gateProgram({ timeout: "10s", pollInterval: "1h" }));
    assert.match(output, /\[timeout\] .*not ready after 10s \(2 looks\)/);
    assert.equal(requests, 2);
  });

  it("waits as long as a throttling service asks it to, even beyond pollInterval", async () => {
    tests.emulator.addTasks([finished("dt-a", 100)]);
    const refusal = { status: 400, body: { RequestId: "r", Code: "Throttling.User", Message: "slow down" } };
    tests.emulator.addFaults([{ ...refusal, headers: { "x-acs-retry-after": "2500" } }]);
    const { output } = await tests.run("up", gateProgram({}));
    assert.match(output, /open after .*dt-a finished/);
    const [, second] = asked();
    assert.ok(Number(second?.at) >= 2_500, `${second?.at} ms`);
  });

  it("keeps waiting after two refused looks, and fails at the third in a row", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    const refusal = { from: 2, status: 403, body: { RequestId: "r", Code: "NoPermission", Message: "no" } };
    tests.emulator.addFaults([
      { ...refusal, times: 2 },
      { from: 4, add: [exportTask("dt-a", { endsIn: -1 })] },
    ]);
    const passed = await tests.run("up", gateProgram({ pollInterval: "500ms" }));
    assert.match(passed.output, /retrying after a failed look: \[denied\]/);
    assert.match(passed.output, /open after .*dt-a finished/);
    tests.stack.forget();
    tests.emulator.reset();
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    tests.emulator.addFaults([{ ...refusal, times: 1e6 }]);
    const ended = await tests.run("up", gateProgram({ pollInterval: "500ms" }));
    assert.match(String(ended.error?.message), /\[denied\]/);
    assert.equal(ended.requests, 4);
  });

  it("reads only the pages that it needs, and uses the service's filters", async () => {
    tests.emulator.addTasks(Array.from({ length: 250 }, (_, at) => finished(`dt-${at}`, 7_200 + at)));
    const questions: [dbs.DownloadTasksGateArgs, calls: number][] = [
      [{}, 1],
      [{ taskIds: ["dt-3", "dt-90"] }, 1],
      [{ taskIds: ["dt-150"] }, 2],
      [{ require: "any", taskType: "full", backupSetId: "no-such-set" }, 1],
    ];
    for (const [args, calls] of questions) {
      tests.stack.forget();
      await tests.run("preview", gateProgram(args));
      assert.equal(asked().length, calls, JSON.stringify(args));
    }
    const { TaskType, BackupSetId, OrderDirect } = asked()[0] ?? {};
    assert.deepEqual([TaskType, BackupSetId, OrderDirect], ["full", "no-such-set", "desc"]);
  });

  it("shares its looks with other gates, but not with reads of the same list", async () => {
    tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
    tests.emulator.addFaults([{ delay: 3_000 }]);
    const { output, requests } = await tests.run("preview", async () => {
      const read = dbs.getDownloadTasks({ instanceName: "rm-1" });
      for (const name of ["gate", "other"]) new dbs.DownloadTasksGate(name, { instanceName: "rm-1" });
      return { ids: (await read).ids };
    });
    for (const name of ["gate", "other"])
      assert.match(output, new RegExp(`${name} create ${name}: would wait: 0 of 1 finished`));
    assert.equal(requests, 2);
  });

  it("listens for signals only while it waits, and keeps the program's own handlers", async () => {
    const own = () => {};
    process.on("SIGINT", own);
    try {
      const handlers = () => SIGNALS.map((name) => process.listenerCount(name));
      const before = handlers();
      const during: number[][] = [];
      tests.emulator.addTasks([exportTask("dt-a", { endsIn: 3600 })]);
      const ending = tests.endOn(/(gate-\d): 0 of 1 finished[\s\S]*(?!\1)gate-\d: 0 of 1 finished/, "dt-a");
      const { output } = await tests.run(
        "up",
        async () => {
          // The Automation API also listens during a run, so only the change in the number of listeners counts.
          during.push(handlers());
          for (const at of [1, 2])
            new dbs.DownloadTasksGate(`gate-${at}`, { instanceName: "rm-1", pollInterval: "200ms" });
        },
        {
          onOutput: (text) => {
            const hadEnded = !Number.isNaN(ending.endedAt());
            ending.onOutput(text);
            // Both gates are waiting when their task ends.
            if (!hadEnded && !Number.isNaN(ending.endedAt())) during.push(handlers());
          },
        },
      );
      assert.match(output, /open after/);
      const [atStart = [], waiting = []] = during;
      assert.deepEqual(
        waiting.map((count, at) => count - (atStart[at] ?? 0)),
        [1, 1],
        "two gates add one handler",
      );
      assert.deepEqual([handlers(), process.listeners("SIGINT").includes(own)], [before, true]);
    } finally {
      process.removeListener("SIGINT", own);
    }
  });
});
