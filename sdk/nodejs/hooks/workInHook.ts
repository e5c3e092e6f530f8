import type { Caller } from "../../../provider/connection/caller";
import { withRegion } from "../../../provider/connection/withRegion";
import { DbsError } from "../../../provider/core/errors";
import { namedText } from "../../../provider/lifecycle/namedText";
import type { Properties } from "../../../provider/lifecycle/properties";
import type { ResourceRow } from "../../../provider/lifecycle/resourceRow";
import { hideInLog, programCaller } from "../programCaller";
import { hookInputs } from "./hookInputs";
import { hookRow, type RowOwner } from "./hookRow";
import { untilInterrupted } from "./untilInterrupted";

/** What the work of a hook gets. */
export interface HookWork {
  /** The inputs of the resource in the clear, with a region. */
  inputs: Properties;
  row: ResourceRow;
  caller: Caller;
  /** Is aborted by Ctrl-C, SIGTERM or the signal of `withSignal`. */
  signal: AbortSignal;
}

/**
 * Runs the work of a resource in its hook.
 * @param what - name of the class, for messages
 * @param outer - signal of `withSignal`; ends the work as Ctrl-C does
 * @throws Error if the work fails; the engine shows the message in the row and creates neither the resource nor what
 *   depends on it
 */
export async function workInHook(
  what: string,
  owner: RowOwner,
  newInputs: Properties,
  outer: AbortSignal | undefined,
  work: (given: HookWork) => Promise<void>,
): Promise<void> {
  await untilInterrupted(async (signal) => {
    const { known, unknown, secrets } = await hookInputs(newInputs);
    hideInLog(secrets);
    const row = hookRow(owner, secrets);
    const caller = await programCaller();
    try {
      if (unknown.length > 0) throw neverKnown(what, unknown);
      const inputs = await withRegion(known, caller.defaultRegion);
      await work({ inputs, row, caller, signal });
    } catch (error) {
      // Throw a new error, because resources that share a call also share its error. The engine shows only the message.
      throw new Error(namedText(owner.name, (error as Error).message, secrets));
    }
  }, outer);
}

/** A transform may take an input from a resource that this `up` skips. Without it, the work would be for other tasks. */
function neverKnown(what: string, names: readonly string[]): DbsError {
  const issues = names.map((property) => ({ property, reason: "has no value, because its resource was skipped" }));
  const list = issues.map(({ property, reason }) => `${property} ${reason}`).join(". ");
  return new DbsError("arguments", `${what}: ${list}`, { issues });
}
