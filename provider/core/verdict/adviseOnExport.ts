import { engineOf } from "../engineOf";
import type { ExportFormat, ExportRequest } from "../exportRequest";

/** Formats that only exports of MongoDB have. */
const MONGODB_FORMATS: readonly ExportFormat[] = ["bson"];

/**
 * Returns warnings about a request that the service may refuse. Which engine has which format can change, so the service
 * decides.
 */
export function adviseOnExport({ instanceName, format }: ExportRequest): string[] {
  return MONGODB_FORMATS.includes(format) && engineOf(instanceName) === "SQL"
    ? [
        `${format} is a format of MongoDB, and "${instanceName}" is not an instance of MongoDB; the service may refuse it`,
      ]
    : [];
}
