import type { DbsError } from "../../provider/core/errors";
import type { Check, Finding, ReadPage } from "./check";
import { unknown } from "./check";
import { filterChecks } from "./checks/filters";
import { itemChecks } from "./checks/items";
import { pagingChecks } from "./checks/paging";

export const CHECKS: readonly Check[] = [...pagingChecks, ...filterChecks, ...itemChecks];

/**
 * Checks every assumption that a list can tell about. The findings hold no id, no name and no secret.
 * @param read - makes one call for the instance
 * @throws Error without ids, if the list can't be read at all
 */
export async function probe(read: ReadPage, now: number): Promise<(Finding & { assumption: string })[]> {
  const newest = await read({}).catch((error: unknown) => {
    throw new Error(`the list could not be read: ${failureOf(error)}. getDownloadTasks gives the whole message`);
  });
  const findings: (Finding & { assumption: string })[] = [];
  for (const { assumption, check } of CHECKS) {
    let finding: Finding;
    try {
      finding = await check(newest, read, now);
    } catch (error) {
      finding = unknown(`a call failed: ${failureOf(error)}`);
    }
    findings.push({ assumption, ...finding });
  }
  return findings;
}

/** Returns what may be shown of an error. Its message may hold the instance, a request id and text of the service. */
function failureOf(error: unknown): string {
  const { kind = "unknown", code } = (error ?? {}) as Partial<DbsError>;
  return `[${kind}]${code !== undefined && /^[\w.]{1,80}$/.test(code) ? ` ${code}` : ""}`;
}
