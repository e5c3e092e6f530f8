import { withRegion } from "../../../provider/connection/withRegion";
import { DbsError } from "../../../provider/core/errors";
import { hideInputs } from "../../../provider/core/text/hideInputs";
import type { Properties } from "../../../provider/lifecycle/properties";
import { createWaitTeller } from "../../../provider/lifecycle/gate/waitTeller";
import { withName } from "../../../provider/lifecycle/withName";
import { systemClock } from "../../../provider/wire/systemClock";
import { hideInLog, programCaller } from "../programCaller";
import { gateRow, type RowOwner } from "../hooks/hookRow";
import { handOverGate } from "../hooks/handOverRecord";
import { hookInputs } from "../hooks/hookInputs";
import { untilInterrupted } from "../hooks/untilInterrupted";

/** Milliseconds between two reports of the time waited. The teller decides whether to write a line. */
const BETWEEN_LOOKS = 15_000;

/**
 * Waits until the gate can open, and shows the progress in the gate's row. Hands the gate's record over to the provider's
 * `create`.
 * @throws Error if the gate must not open; the engine shows the message in the row and creates nothing that depends on
 *   the gate
 * @param outer - signal of `withSignal`; ends the wait as Ctrl-C does
 */
export async function waitAtGate(owner: RowOwner, newInputs: Properties, outer?: AbortSignal): Promise<void> {
  await untilInterrupted((signal) => waitUntil(signal, owner, newInputs), outer);
}

async function waitUntil(signal: AbortSignal, owner: RowOwner, newInputs: Properties): Promise<void> {
  const { known, unknown, secrets } = await hookInputs(newInputs);
  hideInLog(secrets);
  const row = gateRow(owner, secrets);
  const caller = await programCaller();
  const { gateInputs } = await import("../../../provider/lifecycle/gate/gateInputs");
  const { readGateRequest } = await import("../../../provider/core/arguments/gateArguments");
  const { awaitTasks } = await import("../../../provider/operations/awaitTasks");
  const started = systemClock.now();
  let alive: NodeJS.Timeout | undefined;
  try {
    if (unknown.length > 0) throw neverKnown(unknown);
    const request = readGateRequest(await withRegion(gateInputs(known), caller.defaultRegion), "DownloadTasksGate");
    const teller = createWaitTeller(row, request.timeout);
    alive = setInterval(() => teller.waited(systemClock.now() - started), BETWEEN_LOOKS);
    const verdict = await awaitTasks(request, caller, { signal, onProgress: teller.looked, onWarning: row.warning });
    handOverGate(request, verdict);
    teller.opened(verdict, systemClock.now() - started);
  } catch (error) {
    // Throw a new error, because gates that share a call also share its error. The engine shows only the message.
    throw new Error(hideInputs(withName(owner.name, (error as Error).message), secrets));
  } finally {
    clearInterval(alive);
  }
}

/** A transform may take an input from a resource that this `up` skips. Without it, the wait would be for other tasks. */
function neverKnown(names: readonly string[]): DbsError {
  const issues = names.map((property) => ({ property, reason: "has no value, because its resource was skipped" }));
  const list = issues.map(({ property, reason }) => `${property} ${reason}`).join(". ");
  return new DbsError("arguments", `DownloadTasksGate: ${list}`, { issues });
}
