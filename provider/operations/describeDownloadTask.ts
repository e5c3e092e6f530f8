import type { PageRequest, TaskPage } from "../core/listing/page";
import { parsePage } from "../core/listing/parsePage";
import { argumentNames, LIST_ARGUMENTS, type TaskQuery } from "../core/query";
import type { Operation } from "../wire/rpc/operation";

/** Selects one page of a list of download tasks. */
export type DescribeDownloadTaskInput = Pick<TaskQuery, Exclude<keyof typeof LIST_ARGUMENTS, keyof PageRequest>> &
  PageRequest;

const SENT = argumentNames(LIST_ARGUMENTS, ({ wire }) => wire !== null);

/** Reads one page of a list of download tasks. */
export const describeDownloadTask: Operation<DescribeDownloadTaskInput, TaskPage> = {
  action: "DescribeDownloadTask",
  parameters: (input) => {
    const parameters: Record<string, string> = {};
    for (const name of SENT) {
      const value = input[name];
      if (value !== undefined) parameters[LIST_ARGUMENTS[name].wire as string] = String(value);
    }
    return parameters;
  },
  parse: parsePage,
  idempotent: true,
};
