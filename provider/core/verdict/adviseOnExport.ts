import type { ExportRequest } from "../exportRequest";

/**
 * Returns warnings about a request that the service may refuse. Which engine has which format can change, so the service
 * decides.
 */
export function adviseOnExport({ instanceName, format }: ExportRequest): string[] {
  return format === "bson" && /^(rm|pc)-/.test(instanceName)
    ? [`bson is a format of MongoDB, and "${instanceName}" is not an instance of MongoDB; the service may refuse it`]
    : [];
}
