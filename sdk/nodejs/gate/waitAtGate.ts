import type { Properties } from "../../../provider/lifecycle/properties";
import { createWaitTeller } from "../../../provider/lifecycle/waitTeller";
import { programCaller } from "../programCaller";
import { errorWithoutSecrets, gateRow } from "./gateRow";
import { hookInputs } from "./hookInputs";
import { untilInterrupted } from "./untilInterrupted";

/** Milliseconds between two reports of the time waited to the teller, which decides whether to break the silence. */
const BETWEEN_LOOKS = 15_000;

/**
 * Waits until the gate with these inputs may open, and tells its row how the wait goes.
 * @throws DbsError; the engine shows its message in the row and creates nothing that depends on the gate
 */
export async function waitAtGate(urn: string, newInputs: Properties): Promise<void> {
  await untilInterrupted((signal) => waitUntil(signal, urn, newInputs));
}

async function waitUntil(signal: AbortSignal, urn: string, newInputs: Properties): Promise<void> {
  const { known, secrets } = await hookInputs(newInputs);
  const row = gateRow(urn, secrets);
  const caller = await programCaller();
  const { gateInputs } = await import("../../../provider/lifecycle/gateInputs");
  const { readGateRequest } = await import("../../../provider/operations/readGateRequest");
  const { awaitTasks } = await import("../../../provider/operations/awaitTasks");
  const teller = createWaitTeller(row);
  const started = Date.now();
  const alive = setInterval(() => teller.waited(Date.now() - started), BETWEEN_LOOKS);
  try {
    const request = await readGateRequest(gateInputs(known), "DownloadTasksGate", caller);
    const verdict = await awaitTasks(request, caller, { signal, onProgress: teller.looked, onWarning: row.warning });
    teller.opened(verdict, Date.now() - started);
  } catch (error) {
    throw errorWithoutSecrets(error, secrets);
  } finally {
    clearInterval(alive);
  }
}
