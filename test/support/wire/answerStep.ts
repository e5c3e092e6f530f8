import type { Clock } from "../../../provider/core/clock";
import { TransportFailure } from "../../../provider/wire/transport/transportFailure";
import type { WireRequest, WireResponse } from "../../../provider/wire/transport/wireMessages";
import type { Step } from "./scriptedService";

/** Answers a request as a step of a script says. */
export async function answerStep(
  step: Step,
  request: WireRequest,
  limits: { timeoutMs: number; signal?: AbortSignal | undefined },
  clock: Pick<Clock, "sleep">,
): Promise<WireResponse> {
  if (typeof step === "function") {
    return answerStep(step(request), request, limits, clock);
  }
  if (step instanceof TransportFailure) {
    throw step;
  }
  if (step === "stall") {
    await clock.sleep(limits.timeoutMs, limits.signal).catch(() => {
      throw new TransportFailure("ABORTED", "the call was aborted");
    });
    throw new TransportFailure("TIMEOUT", "no complete answer in time");
  }
  const { status = 200, headers = {}, body } = step;
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, body: text };
}
