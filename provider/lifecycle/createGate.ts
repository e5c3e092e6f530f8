import type { GateRequest } from "../core/query";
import type { Verdict } from "../core/verdict/verdict";
import { gateInputs } from "./gateInputs";
import type { Properties } from "./properties";

/** What opening a gate needs of the world. */
export interface Opening {
  /** Waits until the condition holds, or throws. */
  awaitTasks(request: GateRequest): Promise<Verdict>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** A new id, never given before. */
  newId(): string;
}

/** Opens a gate: waits until its condition holds and gives the record of it. */
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
