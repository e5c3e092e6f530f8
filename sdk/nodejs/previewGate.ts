import { cleanText } from "../../provider/core/cleanText";
import type { Verdict } from "../../provider/core/verdict";
import { gateRow } from "./gateRow";
import { hookInputs } from "./hookInputs";
import { programCaller } from "./programCaller";

/** Milliseconds that a preview's look may take: a preview is read by somebody who waits for it. */
const LOOK_TIMEOUT = 10_000;

const WOULD: Readonly<Record<Verdict["state"], string>> = {
  ready: "would open now",
  waiting: "would wait",
  failed: "would fail",
};

/**
 * Looks once and tells the gate's row what an `up` would do now. Never throws: an error here would fail the preview, and
 * what can't be looked at now may well be there at the `up`.
 */
export async function previewGate(urn: string, newInputs: Readonly<Record<string, unknown>>): Promise<void> {
  const { known, unknown, secrets } = await hookInputs(newInputs);
  const row = gateRow(urn, secrets);
  if (unknown.length > 0) {
    row.info(`not known until ${unknown.join(" and ")} ${unknown.length === 1 ? "is" : "are"}`);
    return;
  }
  try {
    const caller = await programCaller();
    const { gateInputs } = await import("../../provider/lifecycle/gateInputs");
    const { readGateRequest } = await import("../../provider/operations/readGateRequest");
    const { lookOnce } = await import("../../provider/operations/lookOnce");
    const request = await readGateRequest(gateInputs(known), "DownloadTasksGate", caller);
    const { state, sentence, warnings } = await lookOnce(request, caller.connect(request.selection), {
      elapsed: 0,
      remaining: LOOK_TIMEOUT,
    });
    for (const warning of warnings) row.warning(warning);
    row.info(`${WOULD[state]}: ${sentence}`);
  } catch (error) {
    row.warning(`the preview could not look: ${cleanText((error as Error).message)}`);
  }
}
