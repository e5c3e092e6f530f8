import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict/verdict";
import { gateInputs } from "./gateInputs";
import type { Properties } from "./properties";

/** Functions that a host provides for opening a gate. */
export interface Opening {
  /** Waits until the condition holds, and throws if it does not. */
  awaitTasks(request: GateRequest): Promise<Verdict>;
  /** Returns milliseconds since the epoch. */
  now(): number;
  /** Returns an id that has never been used before. */
  newId(): string;
}

/** Opens a gate. Waits until its condition holds, then returns the gate's record. */
export async function createGate(inputs: Properties, opening: Opening): Promise<{ id: string; outs: Properties }> {
  const { readGateRequest } = await import("../core/arguments/gateArguments");
  const own = gateInputs(inputs);
  const { tasks, sentence } = await opening.awaitTasks(readGateRequest(own, "DownloadTasksGate"));
  const outputs = {
    tasks,
    ids: tasks.map((task) => task.taskId),
    summary: sentence,
    openedAt: new Date(opening.now()).toISOString(),
  };
  return { id: opening.newId(), outs: { ...own, ...outputs } };
}
