import { DbsError } from "./errors";

/** Problem of a call for which no region is given or configured. */
export const MISSING_REGION =
  "is missing; set it here, in the stack (pulumi config set alicloud-dbs:region cn-hangzhou) " +
  "or in the environment (ALIBABA_CLOUD_REGION)";

/**
 * Creates the error for a region that is missing.
 * @param what - the class or function that was called
 */
export function missingRegion(what: string): DbsError {
  const issues = [{ property: "regionCode", reason: MISSING_REGION }];
  return new DbsError("arguments", `${what}: regionCode ${MISSING_REGION}`, { issues });
}
