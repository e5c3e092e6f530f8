import { TASK_STATES } from "../listing/task";
import { omitUndefined } from "../omitUndefined";
import type { TaskQuery } from "../query";
import * as fields from "./fields";
import { type Parsed, parseArguments } from "./parseArguments";
import { completeSelection, selectionFields } from "./selection";

/** The arguments of `getDownloadTasks`. */
export const listFields = {
  ...selectionFields,
  state: fields.wordField(TASK_STATES).optional(),
  orderColumn: fields.wordField(["gmt_create"]).default("gmt_create"),
  orderDirect: fields.wordField(["asc", "desc"]).default("desc"),
  currentPage: fields.integerField(1).optional(),
  pageSize: fields.integerField(1).default(100),
  maxRetries: fields.integerField(0).default(5),
  timeout: fields.positiveDurationField.default(120_000),
  callTimeout: fields.positiveDurationField.default(30_000),
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
