import assert from "node:assert/strict";
import fc from "fast-check";
import type { Caller } from "../../provider/connection/caller";
import type { GateRequest } from "../../provider/core/query";
import { awaitTasks } from "../../provider/operations/awaitTasks";
import { propertyRuns } from "../support/propertyRuns";
import { listingConnection, type WireTask, wireTask } from "../support/sharing/listingConnection";
import {
  HISTORY,
  holds,
  type ListedTask,
  listAt,
  mayFail,
  randomCondition,
  randomLives,
} from "../support/tasks/taskHistories";

const START = Date.UTC(2026, 0, 1);

describe("a gate over random histories of tasks", () => {
  it("opens at the first look that meets its condition, and fails only because of its last look", async function () {
    this.timeout(600_000);
    const ends: Record<string, number> = {};
    await fc.assert(
      fc.asyncProperty(randomLives, randomCondition, async (lives, condition) => {
        const looks: ListedTask[][] = [];
        const { connection, clock } = listingConnection(() => {
          const list = listAt(lives, clock.now() - START);
          looks.push(list);
          return list.map(({ id, state }): WireTask => wireTask(id, state, START + Number(id.slice(3))));
        });
        const caller = { connect: () => connection } as unknown as Caller;
        const { taskIds } = condition;
        const request: GateRequest = {
          selection: { regionCode: "cn-hangzhou", instanceName: "rm-1", ...(taskIds && { taskIds }) },
          condition,
          timeout: HISTORY,
          pollInterval: 60_000,
        };
        const held = () => looks.map((list) => holds(list, condition));
        let end: string;
        try {
          await awaitTasks(request, caller);
          end = "open";
          assert.equal(
            held().indexOf(true),
            looks.length - 1,
            "must open at the first look that shows that its condition holds",
          );
        } catch (error) {
          end = (error as { kind: string }).kind;
          assert.ok(!held().includes(true), `stayed shut although a look showed that its condition holds: ${end}`);
          const elapsed = clock.now() - START;
          if (end === "timeout") {
            // The last look is up to a second before the deadline.
            assert.ok(elapsed >= HISTORY - 1_000, "gave up early");
          } else {
            assert.ok(
              mayFail(looks.at(-1) ?? [], condition, end, elapsed),
              `ended with ${end}, but its last look does not explain it`,
            );
          }
        }
        ends[end] = (ends[end] ?? 0) + 1;
      }),
      propertyRuns(300, 20_000),
    );
    assert.deepEqual(Object.keys(ends).sort(), ["open", "taskFailed", "taskNotFound", "timeout"], JSON.stringify(ends));
  });
});
