import { DbsError, type DbsErrorFacts } from "./errors";

/**
 * Returns a copy of an error, with facts added. Calls that wait for the same answer share its error, so a caller that
 * wants to add something must leave the original unchanged.
 */
export function copyError({ kind, message, cause, ...facts }: DbsError, more: DbsErrorFacts = {}): DbsError {
  return new DbsError(kind, message.replace(/^\[\w+\] /, ""), { ...facts, cause, ...more });
}
