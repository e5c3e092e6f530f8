import { argumentNames, SELECTION_ARGUMENTS, type TaskSelection } from "../query";

/** Arguments that can keep an existing task out of the service's answer. */
const FILTERS = argumentNames(SELECTION_ARGUMENTS, ({ wire, role }) => role === "filter" && wire !== null);

/**
 * Describes the list of a selection: `rm-1 in cn-hangzhou with backupSetId "12", startTime 2026-01-01T00:00:00.000Z`. It
 * does not mention `taskIds`, which leave nothing out of the list. Texts stand in quotes, so that a short secret is found.
 */
export function describeList(selection: TaskSelection): string {
  const filters = FILTERS.filter((name) => selection[name] !== undefined).map((name) => {
    const value = selection[name];
    return `${name} ${typeof value === "number" ? new Date(value).toISOString() : `"${value}"`}`;
  });
  const place = `${selection.instanceName} in ${selection.regionCode}`;
  return filters.length === 0 ? place : `${place} with ${filters.join(", ")}`;
}
