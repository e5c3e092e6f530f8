import type { Properties } from "./properties";

/** Returns the stored properties. A resource is only a record, so a refresh does not call the service. */
export function readRecord(id: string, properties: Properties): { id: string; props: Properties } {
  return { id, props: properties };
}
