import { formatDuration } from "../../../provider/core/text/formatDuration";
import type { WaitProgress } from "../../../provider/core/wait/wait";
import { programCaller } from "../programCaller";
import { gateRow, withoutSecrets } from "./gateRow";
import { hookInputs } from "./hookInputs";
import { createProgressText } from "./progressText";
import { untilInterrupted } from "./untilInterrupted";

/** Milliseconds: so often it is asked whether a gate that waits was silent for too long. */
const BETWEEN_LOOKS = 15_000;

/**
 * Waits until the gate with these inputs may open, and tells its row how it goes: one lasting line at the start and one
 * at the end, the rest in passing.
 * @throws DbsError; the engine shows its message in the row and creates nothing that depends on the gate
 */
export async function waitAtGate(urn: string, newInputs: Readonly<Record<string, unknown>>): Promise<void> {
  await untilInterrupted((signal) => waitUntil(signal, urn, newInputs));
}

async function waitUntil(
  signal: AbortSignal,
  urn: string,
  newInputs: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { known, secrets } = await hookInputs(newInputs);
  const row = gateRow(urn, secrets);
  const caller = await programCaller();
  const { gateInputs } = await import("../../../provider/lifecycle/gateInputs");
  const { readGateRequest } = await import("../../../provider/operations/readGateRequest");
  const { awaitTasks } = await import("../../../provider/operations/awaitTasks");
  const progressText = createProgressText();
  let last: WaitProgress | undefined;
  const onProgress = (progress: WaitProgress) => {
    const text = progressText(progress);
    // What is decided is told by the end of the wait.
    if (text !== undefined && (progress.verdict === undefined || progress.verdict.state === "waiting")) {
      last === undefined ? row.info(`waiting: ${text}`) : row.status(text);
    }
    last = progress;
  };
  const started = Date.now();
  const alive = setInterval(() => last && onProgress({ ...last, elapsed: Date.now() - started }), BETWEEN_LOOKS);
  try {
    const request = await readGateRequest(gateInputs(known), "DownloadTasksGate", caller);
    const verdict = await awaitTasks(request, caller, { signal, onProgress, onWarning: row.warning });
    row.info(`open after ${formatDuration(Date.now() - started)}: ${verdict.sentence}`);
  } catch (error) {
    // A new one: gates that share a call share its error too. The message is all that the engine shows.
    throw secrets.length === 0 ? error : new Error(withoutSecrets((error as Error).message, secrets));
  } finally {
    clearInterval(alive);
  }
}
