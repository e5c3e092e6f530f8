import type { DbsError } from "../errors";

/** Tells which step of a wait failed with an error: a look at the tasks, or the retry of one. */
export function stepOf({ operation }: Pick<DbsError, "operation">): "look" | "retry" {
  return operation === "RetryDownloadTask" ? "retry" : "look";
}
