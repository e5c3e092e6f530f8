import * as z from "zod/mini";
import type { SupportRequest } from "../downloadSupport";
import { MISSING_REGION } from "../missingRegion";
import { omitUndefined } from "../omitUndefined";
import * as fields from "./fields";
import { type Parsed, parseArguments } from "./parseArguments";

/** The arguments of `getDownloadSupport`. */
export const supportFields = {
  instanceName: z.optional(fields.identifierField),
  regionCode: z.optional(fields.regionField),
  clusterName: z.optional(fields.identifierField),
};

/**
 * Parses the arguments of `getDownloadSupport`. If the default region is needed, it must already be filled in as
 * `regionCode`.
 * @returns the request, or all problems at once, each with the name of its argument
 */
export function parseSupportArguments(args: unknown): Parsed<SupportRequest> {
  return parseArguments(supportFields, args, (given, report) => {
    const { instanceName = "", regionCode = "", clusterName } = given;
    if (instanceName === "")
      report("instanceName", "is missing; set it to the database instance (for example rm-bp1…)");
    if (regionCode === "") report("regionCode", MISSING_REGION);
    return { instanceName, regionCode, ...omitUndefined({ clusterName }) };
  });
}
