import type { DbsError } from "../core/errors";
import { withoutStop } from "../core/text/withoutStop";
import type { Verdict } from "../core/verdict/verdict";
import { type GateRecord, gateRecord, isGateRecord } from "../lifecycle/gate/gateRecord";

/** The two ways to the record of a gate, and the time. */
export interface GateOpening {
  /** Takes the record that the program handed over. Throws an error that says why no record was found. */
  take(): unknown;
  /** Waits in this process. */
  wait(): Promise<Verdict>;
  /** Returns milliseconds since the epoch. */
  now(): number;
}

/**
 * Returns the record that the program handed over after its wait. If it handed none over, waits in this process.
 * @throws Error if the wait fails; the message says which process waited, and why
 */
export async function openGate({ take, wait, now }: GateOpening): Promise<GateRecord> {
  let reason: string;
  try {
    const record = take();
    if (isGateRecord(record)) return record;
    reason = "what the program left is not a gate's record";
  } catch (error) {
    reason = (error as Error).message;
  }
  try {
    return gateRecord(await wait(), now());
  } catch (error) {
    // Throw a new error, because gates that share a call also share its error. The engine shows only the message.
    throw new Error(`${withoutStop((error as Error).message)}. ${whoLooked(reason, error as DbsError)}`);
  }
}

function whoLooked(reason: string, { kind }: DbsError): string {
  const lacks =
    kind === "credentials" || kind === "arguments"
      ? ", which does not see what the program writes into its own process.env,"
      : "";
  return `Pulumi's provider process${lacks} looked itself, because ${reason}`;
}
