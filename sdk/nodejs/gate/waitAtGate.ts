import { GATE_RECORD_FORM, gateRecord, recordedRequest } from "../../../provider/lifecycle/gate/gateRecord";
import { createWaitTeller } from "../../../provider/lifecycle/gate/waitTeller";
import type { Properties } from "../../../provider/lifecycle/properties";
import { systemClock } from "../../../provider/wire/systemClock";
import type { RowOwner } from "../hooks/hookRow";
import { offerRecord } from "../hooks/offerRecord";
import { type HookWork, workInHook } from "../hooks/workInHook";

/** Milliseconds between two reports of the time waited. The teller decides whether to write a line. */
const BETWEEN_LOOKS = 15_000;

/**
 * Waits until the gate can open, and shows the progress in the gate's row. Hands the gate's record over to the provider's
 * `create`.
 * @throws Error if the gate must not open
 * @param outer - signal of `withSignal`; ends the wait as Ctrl-C does
 */
export async function waitAtGate(
  owner: RowOwner,
  newInputs: Properties,
  outer: AbortSignal | undefined,
): Promise<void> {
  await workInHook("DownloadTasksGate", owner, newInputs, outer, waitUntilOpen);
}

async function waitUntilOpen({ inputs, row, caller, signal }: HookWork): Promise<void> {
  const { gateInputs } = await import("../../../provider/lifecycle/gate/gateInputs");
  const { readGateRequest } = await import("../../../provider/core/arguments/gateArguments");
  const { awaitTasks } = await import("../../../provider/operations/awaitTasks");
  const request = readGateRequest(gateInputs(inputs), "DownloadTasksGate");
  const started = systemClock.now();
  const teller = createWaitTeller(row, request.timeout);
  const alive = setInterval(() => teller.waited(systemClock.now() - started), BETWEEN_LOOKS);
  try {
    const verdict = await awaitTasks(request, caller, { signal, onProgress: teller.looked, onWarning: row.warning });
    offerRecord(GATE_RECORD_FORM, recordedRequest(request), gateRecord(verdict, Date.now()));
    teller.opened(verdict, systemClock.now() - started);
  } finally {
    clearInterval(alive);
  }
}
