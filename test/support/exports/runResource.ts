import assert from "node:assert/strict";
import { retryingGate } from "../sharing/retryingGate";
import { type ExportCall, makeCall, saysMayExist } from "./exportCall";
import { asMaker, type ExportProcess } from "./exportProcess";
import { requestOf, type WantedResource } from "./wantedResource";

/** Milliseconds that a call of the program may go on after Ctrl-C. */
const LAST_WORD = 1_500;

/** One `up`, with the two processes in which a resource's work may be done. */
export interface Up {
  program: ExportProcess;
  host: ExportProcess;
  signal: AbortSignal;
  /** Returns the clock time of Ctrl-C in milliseconds. */
  cancelledAt(): number;
}

/** What happens to one resource in one `up`. */
export interface Course {
  /** Whether the hook runs. A transform may have dropped it. */
  hasHook: boolean;
  /** Whether the provider's `create` finds what the hook hands over. */
  handsOver: boolean;
  /** Whether a gate that retries failed tasks follows. */
  hasGate: boolean;
}

/**
 * Creates one resource in one `up`: its hook, the provider's `create`, and a gate that waits for ten minutes.
 * @param newMaker - returns the name of the next call or gate
 * @param onCall - called with each call that has ended
 */
export async function runResource(
  resource: WantedResource,
  { program, host, signal, cancelledAt }: Up,
  { hasHook, handsOver, hasGate }: Course,
  newMaker: (what: "call" | "gate") => string,
  onCall: (call: ExportCall) => void,
): Promise<void> {
  const { clock } = program.connection;
  const soonOver = () => {
    const late = clock.now() - cancelledAt();
    assert.ok(!(late > LAST_WORD), `ended ${late} ms after Ctrl-C`);
  };
  const newCall = async (process: ExportProcess, from: ExportCall["from"]) => {
    const maker = newMaker("call");
    resource.makers.push(maker);
    const call = await makeCall({ maker, process, from, request: requestOf(resource) }, signal);
    if (from === "program") call.cancelled = cancelledAt();
    onCall(call);
    return call;
  };
  // A run that is killed never gets to the end of this function.
  resource.unclear += 1;
  let task: ExportCall["task"];
  if (hasHook) {
    const call = await newCall(program, "program");
    soonOver();
    task = call.task;
    if (call.error !== undefined) {
      if (!saysMayExist(call.error)) resource.unclear -= 1;
      return;
    }
  }
  if (!hasHook || !handsOver) {
    resource.unhanded += 1;
    const call = await newCall(host, "host");
    task = call.task;
    if (call.error !== undefined) {
      if (!hasHook && !saysMayExist(call.error)) resource.unclear -= 1;
      return;
    }
  }
  assert.ok(task);
  resource.unclear -= 1;
  resource.recorded = task.taskId;
  if (!hasGate || signal.aborted) return;
  const inputs = { taskIds: [task.taskId], timeout: "10m" };
  await asMaker(newMaker("gate"), () => retryingGate(program.caller, inputs, signal));
  soonOver();
}
