import { GATE_RECORD_FORM, gateRecord, recordedRequest } from "../../../provider/lifecycle/gate/gateRecord";
import { tellWait } from "../../../provider/lifecycle/gate/tellWait";
import type { Properties } from "../../../provider/lifecycle/properties";
import { systemClock } from "../../../provider/wire/systemClock";
import type { RowOwner } from "../hooks/hookRow";
import { offerRecord } from "../hooks/offerRecord";
import { type HookWork, workInHook } from "../hooks/workInHook";

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
  await tellWait(row, request.timeout, systemClock, async (onProgress) => {
    const verdict = await awaitTasks(request, caller, { signal, onProgress, onWarning: row.warning });
    offerRecord(GATE_RECORD_FORM, recordedRequest(request), gateRecord(verdict, Date.now()));
    return verdict;
  });
}
