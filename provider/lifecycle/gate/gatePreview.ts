import type { GateRequest } from "../../core/query";
import type { Verdict } from "../../core/verdict/verdict";
import type { Properties } from "../properties";
import type { Preview } from "../tellPreview";
import { gateInputs } from "./gateInputs";
import { wouldText } from "./wouldText";

/**
 * Returns what a gate's preview shows.
 * @param inputs - the gate's known inputs, with a region
 * @param look - looks once at the tasks and judges them
 */
export async function gatePreview(
  inputs: Properties,
  look: (request: GateRequest) => Promise<Verdict>,
): Promise<Preview> {
  const { readGateRequest } = await import("../../core/arguments/gateArguments");
  const request = readGateRequest(gateInputs(inputs), "DownloadTasksGate");
  const verdict = await look(request);
  return { sentence: wouldText(verdict, request.timeout), warnings: verdict.warnings };
}
