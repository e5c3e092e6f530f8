import { randomUUID } from "node:crypto";
import { checkHandOver } from "../../../provider/wire/handOver/checkHandOver";
import { engineAddress } from "./engineAddress";

/**
 * Tells whether records can be handed over to the provider's `create`. If not, the hook leaves the work to `create`, and
 * a warning says why.
 * @param form - name and version of the records' form
 * @param warn - called with the warning
 */
export function canHandOver(form: string, warn: (text: string) => void): boolean {
  try {
    checkHandOver({ engine: engineAddress(), form }, randomUUID());
    return true;
  } catch (error) {
    const why = (error as Error).message;
    warn(`no record (${form}) can be handed over, so the provider's process does the work: ${why}`);
    return false;
  }
}
