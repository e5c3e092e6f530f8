import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import type { GateRequest } from "../../../provider/core/query";
import type { Verdict } from "../../../provider/core/verdict/verdict";
import { GATE_RECORD_FORM, gateRecord, recordedRequest } from "../../../provider/lifecycle/gate/gateRecord";
import { handOver } from "../../../provider/wire/handOver/handOver";
import { purgeHandOvers } from "../../../provider/wire/handOver/purgeHandOvers";

/** Addresses of the engines to which this process has handed records over. */
const engines = new Set<string>();

/**
 * Hands the record of a gate that opens now over to the provider's `create`. If that is not possible, `create` waits
 * itself, so a failure is only logged. What nobody took is removed when this process ends.
 */
export function handOverGate(request: GateRequest, verdict: Verdict): void {
  const now = Date.now();
  try {
    const engine = engineAddress();
    if (engines.size === 0) process.once("exit", removeLeftovers);
    engines.add(engine);
    const key = { engine, form: GATE_RECORD_FORM, request: recordedRequest(request) };
    handOver(key, gateRecord(verdict, now), randomUUID());
  } catch (error) {
    void pulumi.log.debug(`the gate's record could not be handed over: ${(error as Error).message}`);
  }
}

/**
 * Returns the address of the engine that runs this program, as the provider's process gets it. The SDK's types do not
 * show that its client is a gRPC client. gRPC puts the name of a resolver before the address.
 */
function engineAddress(): string {
  const client = pulumi.runtime.getEngine() as unknown as { getChannel(): { getTarget(): string } };
  return client
    .getChannel()
    .getTarget()
    .replace(/^dns:\/*/, "");
}

function removeLeftovers(): void {
  for (const engine of engines) purgeHandOvers({ engine, form: GATE_RECORD_FORM }, Date.now());
}
