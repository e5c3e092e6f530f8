import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { checkHandOver } from "../../../provider/wire/handOver/checkHandOver";
import { engineAddress } from "./engineAddress";

/**
 * Tells whether records can be handed over to the provider's `create`. If not, the hook leaves the work to `create`, and
 * a line in the debug log says why.
 * @param form - name and version of the records' form
 */
export function canHandOver(form: string): boolean {
  try {
    checkHandOver({ engine: engineAddress(), form }, randomUUID());
    return true;
  } catch (error) {
    const why = (error as Error).message;
    void pulumi.log.debug(`no record (${form}) can be handed over, so the provider's process does the work: ${why}`);
    return false;
  }
}
