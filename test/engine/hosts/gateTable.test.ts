import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import * as dbs from "pulumi-alicloud-dbs";
import { exportTask } from "../../support/tasks/exportTask";
import { masked, reportedIn, stepsIn } from "./engineFacts";
import type { Host, HostProgram } from "./host";
import { hostTable } from "./hostTable";

const LOOK = "DescribeDownloadTask";

/** Makes a program with one gate. */
function gateProgram(args: dbs.DownloadTasksGateArgs = {}, opts: pulumi.CustomResourceOptions = {}): HostProgram {
  return async (options) => {
    const inputs = { instanceName: "rm-1", pollInterval: "200ms", ...args };
    const gate = new dbs.DownloadTasksGate("gate", inputs, { ...options, ...opts });
    return { isGate: dbs.DownloadTasksGate.isInstance(gate), ids: gate.ids, summary: gate.summary, tasks: gate.tasks };
  };
}

const finished = exportTask("dt-a", { endsIn: -60 });
const running = exportTask("dt-a", { endsIn: 36_000, tables: 10 });
const failed = exportTask("dt-a", { endsIn: -60, outcome: "failed" });

/** A signal for a run, and how the program and the run get it. */
function interruption(host: Host) {
  const controller = new AbortController();
  return {
    wrap: host.differs<(program: HostProgram) => HostProgram>(
      "an inline program is not told that its run was aborted; the engine tells the plugin",
      {
        "without a provider": (program) => (options) => dbs.withSignal(controller.signal, () => program(options)),
        "with an explicit provider": (program) => program,
      },
    ),
    controller,
  };
}

describe("a DownloadTasksGate on the real engine, with and without an explicit provider", function () {
  this.timeout(600_000);
  hostTable((row) => {
    row("says in a preview that it would wait, open or fail, and never fails there", async (host) => {
      for (const [task, sentence] of [
        [running, /gate: would wait: 0 of 1 finished: dt-a \d+\/10 tables/],
        [finished, /gate: would open now: dt-a finished, created 1h ago/],
        [failed, /gate: would fail: 0 of 1 finished: dt-a failed/],
      ] as const) {
        host.emulator.reset();
        host.emulator.addTasks([task]);
        const { output, actions } = await host.runs("preview", gateProgram());
        assert.match(output, sentence);
        assert.deepEqual(actions, [LOOK]);
      }
    });

    row("says in a preview which input is not known yet, and looks for the others alone", async (host) => {
      host.emulator.addTasks([finished]);
      const program: HostProgram = async (options) => {
        const first = new dbs.DownloadTasksGate("first", { instanceName: "rm-1" }, options);
        new dbs.DownloadTasksGate("second", { instanceName: "rm-1", taskIds: first.ids }, options);
        return {};
      };
      const { output, actions } = await host.runs("preview", program);
      assert.match(output, /second: not known until taskIds is/);
      assert.deepEqual(actions, [LOOK]);
      assert.match((await host.runs("up", program)).output, /second: open after .*: dt-a finished/);
    });

    row("warns in a preview that can't look, without failing", async (host) => {
      host.emulator.setCredentials([]);
      const { output } = await host.runs("preview", gateProgram());
      assert.match(output, /warning: gate: the preview could not read the tasks: \[credentials\]/);
    });

    row("shows its progress, opens when the tasks end, and is a record from then on", async (host) => {
      host.emulator.addTasks([running]);
      let printed = "";
      const { output } = await host.run("up", gateProgram(), {
        onOutput: (text) => {
          printed += text;
          if (/gate: 0 of 1 finished/.test(printed)) host.emulator.addTasks([exportTask("dt-a", { endsIn: -1 })]);
        },
      });
      assert.match(output, /gate creating .*gate: 0 of 1 finished: dt-a \d+\/10 tables/);
      assert.match(output, /gate: open after .*: dt-a finished/);
      const [gate] = host.resources();
      host.compare(masked(JSON.stringify([host.outputs(), Object.keys(gate?.outputs ?? {}).includes("openedAt")])));
      assert.deepEqual([host.outputs().ids, host.outputs().isGate], [["dt-a"], true]);
      for (const operation of ["up", "refresh", "preview", "destroy"] as const) {
        assert.deepEqual((await host.runs(operation, gateProgram())).actions, [], operation);
      }
      assert.deepEqual(host.resources(), []);
    });

    row("fails with the kind first if a task failed, and leaves no record", async (host) => {
      host.emulator.addTasks([failed]);
      const { output, error, actions } = await host.run("up", gateProgram());
      assert.ok(error);
      const start = host.differs("the engine names the hook of a class without a provider", {
        "without a provider": 'before hook "alicloud-dbs:DownloadTasksGate:0\\.1\\.0" failed: ',
        "with an explicit provider": "error: ",
      });
      assert.match(output, new RegExp(`${start}\\[taskFailed\\] gate: .* because a task failed\\. Last seen: 0 of 1`));
      assert.deepEqual([actions, host.resources(), host.stack.state().pendingOperations], [[LOOK], [], []]);
    });

    row("retries a failed task that it was given, and opens when that ends", async (host) => {
      host.emulator.addTasks([failed]);
      host.emulator.setExportRules({ lives: [{ running: 0 }] });
      const { output, error, actions } = await host.run("up", gateProgram({ taskIds: ["dt-a"], taskRetries: 1 }));
      assert.equal(error, undefined, output);
      assert.ok(actions.includes("RetryDownloadTask"));
      assert.match(output, /gate: open after .*: dt-a finished/);
    });

    row("gives up after its time-out, else after customTimeouts, and looks once if that is 0", async (host) => {
      host.emulator.addTasks([running]);
      const opts = { customTimeouts: { create: "1s" } };
      assert.match((await host.run("up", gateProgram({}, opts))).output, /\[timeout\] gate: .* 1s/);
      assert.match((await host.run("up", gateProgram({ timeout: "1s" }))).output, /\[timeout\] gate: .* 1s/);
      const once = await host.run("up", gateProgram({ timeout: 0 }, opts));
      assert.match(once.output, /\[timeout\] gate: .*only look that timeout 0 allows/);
      assert.deepEqual([once.actions, host.stack.state().pendingOperations], [[LOOK], []]);
    });

    row("keeps to the customTimeouts that a transform sets, with an explicit provider alone", async (host) => {
      const transform: pulumi.ResourceTransform = ({ props, opts }) => ({
        props,
        opts: { ...opts, customTimeouts: { create: "1s" } },
      });
      host.emulator.addTasks([running]);
      const { controller, wrap } = interruption(host);
      // Looks are at least 200 ms apart, so a wait of a second has fewer than eight.
      const watch = setInterval(() => {
        if (host.emulator.requests().length >= 8) controller.abort();
      }, 50);
      const program = wrap(gateProgram({}, { transforms: [transform] }));
      const { output } = await host
        .attempt("up", program, { signal: controller.signal })
        .finally(() => clearInterval(watch));
      const outcome = host.differs("a class does not see what a transform makes of its options", {
        "without a provider": /\[cancelled\] gate: /,
        "with an explicit provider": /\[timeout\] gate: .* 1s/,
      });
      assert.match(output, outcome);
      host.compare(host.resources());
    });

    row("ends its wait if the run is aborted, and leaves no pending operation", async (host) => {
      host.emulator.addTasks([running]);
      const { controller, wrap } = interruption(host);
      let printed = "";
      const { output, error } = await host.run("up", wrap(gateProgram()), {
        signal: controller.signal,
        onOutput: (text) => {
          printed += text;
          if (/gate: 0 of 1 finished/.test(printed)) controller.abort();
        },
      });
      assert.ok(error);
      assert.match(output, /\[cancelled\] gate: .* cancelled after .*Last seen: 0 of 1 finished: dt-a/);
      assert.deepEqual([host.resources(), host.stack.state().pendingOperations], [[], []]);
    });

    row("opens again if its triggers change, and stays open if only its timing does", async (host) => {
      host.emulator.addTasks([finished]);
      const at = (build: number) => [{ build, at: new Date(0) }];
      await host.runs("up", gateProgram({ triggers: at(1), timeout: "3h" }));
      const timing = await host.attempt("up", gateProgram({ triggers: at(1), timeout: "2h", taskRetries: 0 }));
      assert.deepEqual([timing.error, timing.actions], [undefined, []]);
      const steps = host.differs("the engine lets only what changes be named in replaceOnChanges", {
        "without a provider": ["same gate"],
        "with an explicit provider": ["update gate"],
      });
      assert.deepEqual(stepsIn(timing.events), steps);
      assert.equal(host.resources()[0]?.inputs?.timeout, "2h");
      const changed = await host.runs("up", gateProgram({ triggers: at(2) }));
      assert.match(changed.output, /1 replaced/);
      assert.deepEqual(changed.actions, [LOOK]);
    });

    row("opens again if the contents of an asset among its triggers change", async (host) => {
      host.emulator.addTasks([finished]);
      const of = (text: string) => gateProgram({ triggers: [new pulumi.asset.StringAsset(text)] });
      await host.runs("up", of("one"));
      assert.deepEqual((await host.runs("up", of("one"))).actions, []);
      const changed = await host.runs("up", of("two"));
      assert.match(changed.output, /1 replaced/);
      assert.deepEqual(changed.actions, [LOOK]);
    });

    row("shows no secret input, and its outputs that repeat one are secret", async (host) => {
      host.emulator.addTasks([exportTask("dt-hidden", { endsIn: -60 })]);
      const program = gateProgram({ taskIds: [pulumi.secret("dt-hidden")] });
      const { output, events } = await host.runs("up", program);
      assert.match(output, /gate: open after .*: \[secret\] finished/);
      assert.deepEqual((await host.runs("up", program)).actions, []);
      assert.doesNotMatch(output + reportedIn(events) + host.stack.stateText(), /dt-hidden/);
      host.emulator.reset();
      const refused = await host.run("up", gateProgram({ instanceName: pulumi.secret("rm hidden") }));
      assert.doesNotMatch(refused.output, /rm hidden/);
    });

    row("names every problem of its inputs, and sends nothing", async (host) => {
      const args = { require: "all", minTasks: 0, minTask: 1 } as dbs.DownloadTasksGateArgs;
      const { output, error, actions } = await host.run("up", gateProgram(args));
      assert.ok(error);
      assert.match(output, /minTasks value \{0\} has a problem: is 0, but must be a whole number of at least 1/);
      assert.match(output, /minTask value \{1\} has a problem: is not a known argument; check the spelling/);
      assert.match(output, /require value \{all\} has a problem: .*taskIds.*backupSetId.*startTime/);
      assert.deepEqual(actions, []);
    });

    row("refuses an input whose Output came to nothing, and one that can't be carried", async (host) => {
      const nothing = gateProgram({ instanceName: pulumi.output(undefined) });
      const { output, actions } = await host.run("up", nothing);
      assert.match(output, /instanceName was given, but its Output or Promise came to nothing/);
      assert.deepEqual(actions, []);
      const map = await host.run("up", gateProgram({ triggers: [new Map()] }));
      assert.match(map.output, /triggers\[0\] is an object of class Map; allowed are texts/);
    });

    row("refuses options with which it would never wait, and outputs of a gate, in its constructor", async (host) => {
      const refusals: string[] = [];
      const program: HostProgram = async (options) => {
        for (const [args, opts] of [
          [{}, { import: "x" }],
          [{}, { id: "x" }],
          [{}, { urn: "x" }],
          [{ ids: ["dt-a"] }, {}],
        ] as const) {
          try {
            new dbs.DownloadTasksGate("gate", { instanceName: "rm-1", ...args }, { ...options, ...opts });
          } catch (error) {
            refusals.push((error as dbs.DbsError).message);
          }
        }
        return {};
      };
      await host.runs("up", program);
      assert.equal(refusals.length, 4);
      assert.match(refusals[0] as string, /^\[arguments\] DownloadTasksGate gate: import can't be among the options/);
      host.compare(refusals);
    });
  });
});
