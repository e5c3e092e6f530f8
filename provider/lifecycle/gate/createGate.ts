import type { GateRequest } from "../../core/query";
import type { Properties } from "../properties";
import { gateInputs } from "./gateInputs";
import type { GateRecord } from "./gateRecord";

/** Functions that a host provides for opening a gate. */
export interface Opening {
  /** Returns the record once the condition holds, and throws if it does not. */
  open(request: GateRequest): Promise<GateRecord>;
  /** Returns an id that has never been used before. */
  newId(): string;
}

/** Opens a gate, and returns its id and properties. */
export async function createGate(inputs: Properties, opening: Opening): Promise<{ id: string; outs: Properties }> {
  const { readGateRequest } = await import("../../core/arguments/gateArguments");
  const own = gateInputs(inputs);
  const { tasks, summary, openedAt } = await opening.open(readGateRequest(own, "DownloadTasksGate"));
  const outputs = { tasks, ids: tasks.map((task) => task.taskId), summary, openedAt };
  return { id: opening.newId(), outs: { ...own, ...outputs } };
}
