/** Inputs that do not affect the one look of a preview. */
const UNUSED = ["triggers", "timeout", "pollInterval", "notFoundTimeout", "backupSetSize"];

/**
 * Returns a message with the names of the unknown inputs that a preview's look needs, or `undefined` if it needs none
 * of them.
 */
export function notKnownUntil(unknown: readonly string[]): string | undefined {
  const needed = unknown
    .filter((name) => !UNUSED.includes(name))
    // If datasourceId is unknown, an unknown region only means that the region will be taken from datasourceId.
    .filter((name, _, all) => name !== "regionCode" || !all.includes("datasourceId"));
  return needed.length === 0
    ? undefined
    : `not known until ${needed.join(" and ")} ${needed.length === 1 ? "is" : "are"}`;
}
