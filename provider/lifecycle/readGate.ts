import type { Properties } from "./properties";

/** Returns what is stored: a gate is a record, so a refresh asks the service nothing. */
export function readGate(id: string, properties: Properties): { id: string; props: Properties } {
  return { id, props: properties };
}
