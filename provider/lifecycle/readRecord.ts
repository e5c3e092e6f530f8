import type { Properties } from "./properties";

/** Returns the stored properties. A gate is only a record, so a refresh does not call the service. */
export function readGate(id: string, properties: Properties): { id: string; props: Properties } {
  return { id, props: properties };
}
