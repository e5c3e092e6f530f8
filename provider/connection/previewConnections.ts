import type { TaskSelection } from "../core/query";
import type { Caller, Connection } from "./caller";
import { createLooksByList, type LooksByList } from "./looksByList";

/** The looks made in one preview, by connection. */
export type PreviewLooks = WeakMap<Connection["looks"], LooksByList>;

/**
 * Returns the function with which resources in a preview connect. All of them share their looks, which are kept however
 * long the program takes to reach its next resource.
 */
export function previewConnections(
  caller: Caller,
  kept: PreviewLooks,
): (selection: Pick<TaskSelection, "regionCode" | "network">) => Connection {
  return (selection) => {
    const connection = caller.connect(selection);
    const looks = kept.get(connection.looks) ?? createLooksByList(connection.clock, Number.POSITIVE_INFINITY);
    kept.set(connection.looks, looks);
    return { ...connection, looks };
  };
}
