import * as pulumi from "@pulumi/pulumi";
import { handOverRecord } from "./handOverRecord";

/**
 * Hands the record of a resource over to the provider's `create`. If that is not possible, a line in the debug log says
 * why, and `create` does the work itself.
 * @param form - name and version of the record's form
 * @param request - the request that the record answers, as it comes out of the parser
 */
export function offerRecord(form: string, request: unknown, record: unknown): void {
  try {
    handOverRecord(form, request, record);
  } catch (error) {
    void pulumi.log.debug(`a record (${form}) could not be handed over: ${(error as Error).message}`);
  }
}
