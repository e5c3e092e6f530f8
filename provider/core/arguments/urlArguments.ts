import * as z from "zod/mini";
import type { UrlRequest } from "../downloadUrl";
import type { ArgumentIssue } from "../errors";
import { MISSING_REGION } from "../missingRegion";
import { omitUndefined } from "../omitUndefined";
import * as fields from "./fields";
import { type Parsed, parseArguments } from "./parseArguments";

/** The arguments of `getDownloadUrl`. */
export const urlFields = {
  taskId: z.optional(fields.taskIdField),
  instanceName: z.optional(fields.identifierField),
  regionCode: z.optional(fields.regionField),
  clusterName: z.optional(fields.identifierField),
  duration: z._default(fields.linkDurationField, 7_200_000),
  network: z.optional(fields.wordField(["vpc", "public"])),
};

/**
 * Parses the arguments of `getDownloadUrl`. If the default region is needed, it must already be filled in as
 * `regionCode`.
 * @returns the request, or all problems at once, each with the name of its argument
 */
export function parseUrlArguments(args: unknown): Parsed<UrlRequest> {
  return parseArguments(urlFields, args, (given, report) => {
    const { taskId = "", regionCode = "", instanceName, clusterName, duration, network } = given;
    if (taskId === "") report("taskId", "is missing; set it to the id of a task, for example dt-s8rlujj6");
    if (regionCode === "") report("regionCode", MISSING_REGION);
    return { taskId, regionCode, duration, ...omitUndefined({ instanceName, clusterName, network }) };
  });
}

/**
 * Checks the arguments that are already known during a preview. Each argument is checked on its own.
 * @returns the problems, each with the name of its argument
 */
export function partialUrlIssues(args: unknown): ArgumentIssue[] {
  return parseArguments(urlFields, args, () => undefined).issues ?? [];
}
