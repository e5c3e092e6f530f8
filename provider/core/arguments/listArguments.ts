import * as z from "zod/mini";
import { TASK_STATES } from "../listing/task";
import { omitUndefined } from "../omitUndefined";
import type { TaskQuery } from "../query";
import * as fields from "./fields";
import { type Parsed, parseArguments } from "./parseArguments";
import { completeSelection, selectionFields } from "./selection";

/** The arguments of `getDownloadTasks`. */
export const listFields = {
  ...selectionFields,
  state: z.optional(fields.wordField(TASK_STATES)),
  orderColumn: z._default(fields.wordField(["gmt_create"]), "gmt_create"),
  orderDirect: z._default(fields.wordField(["asc", "desc"]), "desc"),
  currentPage: z.optional(fields.integerField(1)),
  pageSize: z._default(fields.integerField(1), 100),
  maxRetries: z._default(fields.integerField(0), 5),
  timeout: z._default(fields.positiveDurationField, 120_000),
  callTimeout: z._default(fields.positiveDurationField, 30_000),
};

/**
 * Parses the arguments of `getDownloadTasks`. If the default region is needed, it must already be filled in as
 * `regionCode`.
 * @returns the query, or all problems at once, each with the name of its argument
 */
export function parseListArguments(args: unknown): Parsed<TaskQuery> {
  return parseArguments(listFields, args, (given, report) => {
    const selection = completeSelection(given, report);
    if (given.currentPage !== undefined && given.taskIds !== undefined) {
      report("currentPage", "can't be combined with taskIds, which searches all pages; leave one of them out");
    }
    const { state, orderColumn, orderDirect, currentPage, pageSize, maxRetries, timeout, callTimeout } = given;
    return {
      ...selection,
      ...omitUndefined({ state, currentPage }),
      orderColumn,
      orderDirect,
      pageSize,
      maxRetries,
      timeout,
      callTimeout,
    };
  });
}
