/** Inputs that do not affect the one look of a preview. */
const UNUSED = ["triggers", "timeout", "pollInterval", "notFoundTimeout"];

/** Names the unknown inputs that the look needs. Returns `undefined` if it needs none of them. */
export function notKnownUntil(unknown: readonly string[]): string | undefined {
  const needed = unknown
    .filter((name) => !UNUSED.includes(name))
    // If datasourceId is unknown, an unknown region only means that it will be taken from there.
    .filter((name, _, all) => name !== "regionCode" || !all.includes("datasourceId"));
  return needed.length === 0
    ? undefined
    : `not known until ${needed.join(" and ")} ${needed.length === 1 ? "is" : "are"}`;
}
