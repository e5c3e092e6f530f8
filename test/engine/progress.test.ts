import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { exportTask } from "../support/tasks/exportTask";
import { gateProgram } from "./gateStack";
import { useGates } from "./gateTests";

/** Returns the lines in the gate's row: lasting ones, and passing ones that the next line replaces. */
function rowOf(events: readonly EngineEvent[]): { lasting: string[]; passing: string[] } {
  const told = events
    .flatMap(({ diagnosticEvent }) => diagnosticEvent ?? [])
    .filter(({ urn }) => urn?.includes("DownloadTasksGate"));
  const texts = (ephemeral: boolean) =>
    told.filter((event) => Boolean(event.ephemeral) === ephemeral).map(({ message }) => message.trim());
  return { lasting: texts(false), passing: texts(true) };
}

describe("the row of a gate that waits", function () {
  this.timeout(600_000);
  const tests = useGates();

  it("keeps one line from the start and one from the end, and shows each change of state temporarily", async () => {
    tests.emulator.addTasks(["dt-a", "dt-b"].map((id) => exportTask(id, { endsIn: 3600, tables: 40 })));
    const ends = [tests.endOn(/gate: 0 of 2/, "dt-a"), tests.endOn(/gate: 1 of 2/, "dt-b")];
    const program = gateProgram({ taskIds: ["dt-a", "dt-b"], pollInterval: "2s" });
    const { events, error } = await tests.run("up", program, {
      onOutput: (text) => {
        for (const { onOutput } of ends) onOutput(text);
      },
    });
    assert.equal(error, undefined);
    const { lasting, passing } = rowOf(events);
    assert.equal(lasting.length, 2, lasting.join("\n"));
    assert.match(lasting[0] ?? "", /^gate: 0 of 2 finished: dt-a \d+\/40 tables, dt-b \d+\/40 tables$/);
    assert.match(
      lasting[1] ?? "",
      /^gate: open after [\dms ]+: 2 of 2 finished: dt-a created 1h .*ago, dt-b created 1h .*ago$/,
    );
    assert.ok(
      passing.some((line) =>
        /^gate: 1 of 2 finished( \(about [\dms ]+ left\))?: dt-b \d+\/40 tables; [\dms ]+ elapsed$/.test(line),
      ),
    );
  });
});
