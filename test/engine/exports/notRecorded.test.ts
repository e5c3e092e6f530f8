import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import * as dbs from "pulumi-alicloud-dbs";
import { handOverFolder } from "../../../provider/wire/handOver/handOverFolder";
import { exportProgram, useExports } from "./exportTests";

const LOOK = "DescribeDownloadTask";
const CREATE = "CreateDownload";
const OSS = { type: "OSS", bucket: "exports", path: "orders" } as const;

describe("an export whose program can't hand it over", function () {
  this.timeout(600_000);
  let temporary: string;
  const before_ = process.env.TMPDIR;
  before(() => {
    temporary = mkdtempSync(join(tmpdir(), "not-recorded-"));
    process.env.TMPDIR = temporary;
  });
  const { run, tasks, actions, gates } = useExports();
  after(() => {
    if (before_ === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before_;
    rmSync(temporary, { recursive: true, force: true });
  });

  /** Makes the folder for hand-overs one that others can read, so that it is not used. */
  const occupy = () => chmodSync(handOverFolder(temporary), 0o755);
  afterEach(() =>
    chmodSync(join(temporary, readdirSync(temporary).find((name) => name.startsWith("pulumi-alicloud")) ?? ""), 0o700),
  );

  /** Does something when the service has got the request that starts an export, whose answer comes 600 ms later. */
  const whenSent = async (act: () => void) => {
    gates.emulator.addFaults([{ action: CREATE, delay: 600 }]);
    while (!actions().includes(CREATE)) await sleep(20);
    act();
  };

  it("is started and recorded by create alone if the folder can't be used, whatever the list shows", async () => {
    occupy();
    const { error, output, events } = await run("up", exportProgram({ useZstd: true, target: OSS }));
    assert.equal(error, undefined, output);
    // It looks for what the program may have started, then sends one request.
    assert.deepEqual([[...new Set(actions())], actions().at(-1)], [[LOOK, CREATE], CREATE]);
    assert.equal(actions().filter((action) => action === CREATE).length, 1);
    assert.equal(tasks()[0]?.outputs?.adopted, false);
    assert.doesNotMatch(output, /orders: started/);
    const warnings = events.filter(({ diagnosticEvent }) => diagnosticEvent?.severity === "warning");
    const said = warnings.filter(({ diagnosticEvent }) =>
      /orders: no record \(task 1\) can be handed over, so the provider's process does .* is not a folder/.test(
        diagnosticEvent?.message ?? "",
      ),
    );
    assert.equal(said.length, 1);
  });

  it("is not started at all with adopt never if the folder can't be used, and create says why", async () => {
    occupy();
    const { error, output } = await run("up", exportProgram({ adopt: "never" }));
    assert.ok(error);
    assert.match(
      output,
      /\[conflict\] the export was not started here, .* adopt is "never"\..* did not look, and it has no result of the program, because \S+ is not a folder that only this user can read and write/,
    );
    assert.deepEqual([actions(), gates.emulator.taskIds(), tasks()], [[], [], []]);
  });

  it("fails with the id of its task if the folder can't be used any more once the export was started", async () => {
    const sent = whenSent(occupy);
    const { error, output } = await run("up", exportProgram({ target: OSS }));
    await sent;
    assert.ok(error);
    assert.match(
      output,
      /\[unsettled\] orders: .* was started as dt-started-1, but dt-started-1 could not be recorded in the state: \S+ is not a folder .*\. The next up looks first, but the list may not show the target\.bucket of dt-started-1\. To take dt-started-1, set adoptTaskId to "dt-started-1" for that run/,
    );
    assert.doesNotMatch(output, /was not started/);
    assert.deepEqual([actions(), tasks(), gates.stack.state().pendingOperations], [[LOOK, CREATE], [], []]);
  });

  for (const [what, args] of [
    ["with adopt never", { adopt: "never" }],
    ["if the list does not show all of it", { useZstd: true }],
  ] as const) {
    it(`is named for adoptTaskId ${what} when it was started while the program was interrupted`, async () => {
      const controller = new AbortController();
      const sent = whenSent(() => controller.abort());
      const { output } = await run("up", () => dbs.withSignal(controller.signal, exportProgram(args)));
      await sent;
      assert.match(
        output,
        /\[cancelled\] orders: .* was started as dt-started-1, but the update was interrupted before .* To take dt-started-1, set adoptTaskId to "dt-started-1" for that run/,
      );
      assert.deepEqual([tasks(), gates.emulator.taskIds()], [[], ["dt-started-1"]]);
      const next = await run("up", exportProgram({ ...args, adoptTaskId: "dt-started-1" }));
      assert.equal(next.error, undefined, next.output);
      assert.deepEqual([tasks()[0]?.outputs?.taskId, gates.emulator.taskIds()], ["dt-started-1", ["dt-started-1"]]);
    });
  }
});
