import assert from "node:assert/strict";
import { createTaskRetries, type RetryOutcome } from "../../../provider/core/wait/taskRetries";
import { makeTask } from "../../support/tasks/makeTask";

const ID = "dt-b";
const MINUTE = 60_000;

/** An event of a history: the time in milliseconds, and what is sent, answered or seen then. */
type Event =
  | [at: number, what: "send"]
  | [at: number, what: "end", outcome: RetryOutcome]
  | [at: number, what: "look", state: string];

/** Runs a history. A look is requested at its time. */
function afterEvents(...events: Event[]) {
  const retries = createTaskRetries();
  for (const [at, what, more] of events) {
    if (what === "send") retries.begin(ID, at);
    else if (what === "end") retries.end(ID, more as RetryOutcome, at);
    else retries.saw([makeTask(ID, more as string), makeTask("dt-other", "failed")], at);
  }
  return retries;
}

const sent: Event[] = [
  [0, "send"],
  [1_000, "end", "acknowledged"],
];

describe("the retry of a task", () => {
  const rows: [rule: string, events: Event[], asked: number, pending: boolean][] = [
    ["is not pending before any was sent", [], 0, false],
    ["is pending while it is on its way", [[0, "send"]], 500, true],
    ["is pending once it was acknowledged", sent, 2_000, true],
    [
      "is pending after an open outcome",
      [
        [0, "send"],
        [1_000, "end", "open"],
      ],
      2_000,
      true,
    ],
    [
      "is pending after a refusal",
      [
        [0, "send"],
        [1_000, "end", "refused"],
      ],
      2_000,
      true,
    ],
    ["is over once a later look shows another state", [...sent, [2_000, "look", "running"]], 3_000, false],
    [
      "stays pending if a look requested before its answer shows another state",
      [...sent, [1_000, "look", "running"]],
      3_000,
      true,
    ],
    [
      "stays pending after two looks that show failed, within two minutes",
      [...sent, [2_000, "look", "failed"], [120_999, "look", "failed"]],
      120_999,
      true,
    ],
    [
      "stays pending after two minutes and one look that shows failed",
      [...sent, [121_000, "look", "failed"]],
      121_000,
      true,
    ],
    [
      "is over after two looks and two minutes that show failed",
      [...sent, [2_000, "look", "failed"], [121_000, "look", "failed"]],
      121_000,
      false,
    ],
    [
      "counts a look that several waits judge once",
      [...sent, [121_000, "look", "failed"], [121_000, "look", "failed"]],
      121_000,
      true,
    ],
    [
      "counts the two minutes from its answer",
      [
        [0, "send"],
        [60_000, "end", "acknowledged"],
        [70_000, "look", "failed"],
        [179_999, "look", "failed"],
      ],
      179_999,
      true,
    ],
    [
      "is pending for an answer that was requested before the look that ended it",
      [...sent, [5_000, "look", "running"]],
      5_000,
      true,
    ],
    [
      "is not pending any more for a later answer after nothing was sent",
      [
        [0, "send"],
        [1_000, "end", "notSent"],
      ],
      1_001,
      false,
    ],
    [
      "is pending for the answer that led to a retry of which nothing was sent",
      [
        [0, "send"],
        [1_000, "end", "notSent"],
      ],
      1_000,
      true,
    ],
    [
      "is pending again after a second one was sent",
      [...sent, [2_000, "look", "running"], [3_000, "send"]],
      3_000,
      true,
    ],
    [
      "starts its two minutes again with a second one",
      [
        ...sent,
        [2_000, "look", "failed"],
        [121_000, "look", "failed"],
        [121_000, "send"],
        [121_500, "end", "acknowledged"],
        [123_000, "look", "failed"],
        [200_000, "look", "failed"],
      ],
      200_000,
      true,
    ],
  ];
  for (const [rule, events, asked, pending] of rows) {
    it(rule, () => assert.equal(afterEvents(...events).isPending(ID, asked), pending));
  }

  it("is not due for an answer requested before another one that showed the task running", () => {
    const retries = afterEvents([5_000, "look", "running"]);
    assert.deepEqual(
      [4_000, 5_000, 5_001].map((asked) => retries.isPending(ID, asked)),
      [true, true, false],
    );
  });

  it("of another task is not affected", () => {
    assert.equal(afterEvents(...sent).isPending("dt-other", 2_000), false);
  });

  it("counts from the moment that a wait began", () => {
    const retries = afterEvents(...sent, [2_000, "look", "running"], [MINUTE, "send"]);
    assert.deepEqual(
      [0, 1, MINUTE, MINUTE + 1].map((since) => retries.sentSince(ID, since)),
      [2, 1, 1, 0],
    );
  });

  it("does not count if it was certainly not carried out, and counts with any other outcome", () => {
    const counted = (["acknowledged", "refused", "open", "notSent"] as const).map((outcome) =>
      afterEvents([0, "send"], [1_000, "end", outcome]).sentSince(ID, 0),
    );
    assert.deepEqual(counted, [1, 1, 1, 0]);
  });
});
